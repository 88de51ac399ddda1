import type { Place } from '../../problem.ts'
import type { Port } from '../syntax/port-spec.ts'
import type { Volume } from '../syntax/volume-spec.ts'
import type { MapNode } from '../yaml/node.ts'
import type { Deploy } from './deploy.ts'

/** Something with the place and path that a problem about it names. */
export interface Placed {
  readonly at: Place
  readonly path: string
}

/** The text is empty, the list empty and the switch off where a file doesn't say. */
export interface Service {
  readonly name: string
  /** Of the key with the service's name. */
  readonly at: Place
  /** The mappings that it was read from, in the order of the files. */
  readonly nodes: readonly MapNode[]
  readonly capAdd: readonly string[]
  readonly capDrop: readonly string[]
  readonly command: readonly string[]
  readonly configs: readonly FileUse[]
  readonly credentialSpec: CredentialSpec
  readonly deploy: Deploy
  readonly dns: readonly string[] | undefined
  readonly dnsSearch: readonly string[] | undefined
  readonly entrypoint: readonly string[]
  readonly envFiles: readonly EnvFile[]
  readonly environment: Environment
  readonly healthcheck: Healthcheck | undefined
  readonly hostname: string
  readonly hosts: readonly (readonly [host: string, address: string])[]
  readonly image: string
  readonly init: boolean | undefined
  readonly isolation: string
  readonly labels: Readonly<Record<string, string>>
  readonly logging: Logging | undefined
  readonly networks: ReadonlyMap<string, Attachment>
  readonly ports: readonly Port[]
  readonly readOnly: boolean
  readonly restart: string
  readonly secrets: readonly FileUse[]
  readonly stdinOpen: boolean
  /** Nanoseconds. */
  readonly stopGracePeriod: number | undefined
  readonly stopSignal: string
  readonly sysctls: Readonly<Record<string, string>>
  readonly tty: boolean
  readonly ulimits: ReadonlyMap<string, Ulimit>
  readonly user: string
  readonly volumes: readonly (Volume & Placed)[]
  readonly workingDir: string
}

/** Values by name; undefined: named without a value. */
export type Environment = ReadonlyMap<string, string | undefined>

export interface EnvFile extends Placed {
  /** As written. */
  readonly file: string
}

export interface FileUse extends Placed {
  readonly source: string
  readonly target: string
  readonly uid: string
  readonly gid: string
  readonly mode: number | undefined
}

export interface CredentialSpec {
  readonly config: string
  readonly file: string
  readonly registry: string
}

export interface Healthcheck {
  readonly test: readonly string[]
  readonly disable: boolean
  /** Nanoseconds, as all durations here. */
  readonly interval: number | undefined
  readonly timeout: number | undefined
  readonly startPeriod: number | undefined
  readonly startInterval: number | undefined
  readonly retries: number | undefined
}

export interface Logging {
  readonly driver: string
  readonly options: Readonly<Record<string, string>> | undefined
}

export interface Attachment extends Placed {
  /** Undefined when the network is named without more. */
  readonly settings: AttachmentSettings | undefined
}

export interface AttachmentSettings {
  readonly aliases: readonly string[]
  readonly driverOptions: Readonly<Record<string, string>> | undefined
  readonly ipv4: string
  readonly ipv6: string
}

export interface Ulimit {
  readonly hard: number
  readonly soft: number
}
