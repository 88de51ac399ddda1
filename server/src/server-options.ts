import type { Clock, Log, Runner } from '@kesako/deploy'
import type { DockerCredentials, Engine } from '@kesako/engine'
import type { StacksRepository } from '@kesako/repository'
import type { State } from './state/open-state.ts'

export interface ServerOptions {
  readonly engine: Engine
  /** The bare repository that the embedded forge serves, or the mirror of a remote, which it doesn't. */
  readonly repository: StacksRepository
  /**
   * The same repository, opened with additional variables for git: the objects of a push that is
   * not accepted yet are seen only with Git's quarantine variables.
   */
  readonly quarantine: (environment: Readonly<Record<string, string>>) => StacksRepository
  readonly runner: Runner
  readonly state: State
  /** Those of the docker `config.json` of this process, to be listed. Default: none. */
  readonly dockerCredentials?: DockerCredentials
  readonly listen: ListenOptions
  readonly log: Log
  readonly clock: Clock
  readonly randomHex: (bytes: number) => string
  /** Folder of the built page. Without it only API and forge answer. */
  readonly uiFolder?: string
  readonly version: string
  /** Host names besides the listen address and localhost that requests may name. */
  readonly allowedHosts?: readonly string[]
  /** Address under which people reach it, such as `https://kesako.example.org`. Default: the listen address. */
  readonly publicUrl?: string
  /** The `git` program. Default `git`. */
  readonly git?: string
  /** Largest push, in bytes. Default 64 MiB. */
  readonly maxPushBytes?: number
}

export interface ListenOptions {
  /** Default 127.0.0.1. Elsewhere needs `tls` or `trustedProxies`. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
  /** Certificate chain and key, PEM. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /**
   * Addresses or subnets (`10.0.0.0/8`) of the proxies that end TLS in front of this server. Their
   * forwarding headers are believed, and nobody else but loopback is answered.
   */
  readonly trustedProxies?: readonly string[]
}

export interface RunningServer {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  readonly url: string
  /** Where programs of this machine reach it: over loopback, in the clear. */
  readonly localUrl: string
  /** Takes another certificate from the next connection on; throws when it doesn't fit its key. */
  useCertificate(tls: NonNullable<ListenOptions['tls']>): void
  /** A fresh link that logs a person in once, as admin. Works for an hour. */
  loginLink(): Promise<string>
  /** Where people clone the stacks repository from: the embedded forge, or the remote. */
  readonly gitUrl: string
  /** Ends event streams and open requests, then stops listening. */
  close(): Promise<void>
}
