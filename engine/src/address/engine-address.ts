/** Where an engine listens. */
export const DEFAULT_ENGINE_HOST = 'unix:///var/run/docker.sock'

/** Keys for TLS, as bytes of PEM files. */
export interface EngineTls {
  readonly ca?: Uint8Array
  readonly cert?: Uint8Array
  readonly key?: Uint8Array
  /** Check the engine's certificate. Default true. */
  readonly verify?: boolean
}

export interface EngineAddress {
  /** `unix:///path`, `tcp://host:port` or `ssh://user@host`. */
  readonly host: string
  /** Only for `tcp:`; without it the connection is not encrypted. */
  readonly tls?: EngineTls
  /** Longest time for one request, in milliseconds. Default 60 000; events have no limit. */
  readonly requestTimeoutMs?: number
}

/** Where to connect, as parts. */
export type EngineTarget =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'ssh'
      readonly host: string
      readonly user: string | undefined
      readonly port: number | undefined
    }
