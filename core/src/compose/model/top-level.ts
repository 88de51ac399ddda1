import type { Place } from '../../problem.ts'
import type { Service } from './service.ts'

type Options = Readonly<Record<string, string>>

interface TopLevel {
  readonly key: string
  /** Of the key. */
  readonly at: Place
  /** The name on the swarm when the file fixes it; empty when the stack's name goes before the key. */
  readonly name: string
  readonly external: boolean
  readonly labels: Options
}

export interface Network extends TopLevel {
  readonly driver: string
  readonly driverOptions: Options | undefined
  readonly ipamDriver: string
  /** Empty where an entry says none. */
  readonly subnets: readonly string[]
  readonly internal: boolean
  readonly attachable: boolean
}

export interface VolumeEntry extends TopLevel {
  readonly driver: string
  readonly driverOptions: Options | undefined
}

/** A secret or a config. */
export interface FileObject extends TopLevel {
  /** As written. */
  readonly file: string
  /** Of the value of `file`, or of the key where there is none. */
  readonly fileAt: Place
  /** Secrets only. */
  readonly driver: string
  readonly driverOptions: Options | undefined
  readonly templateDriver: string
}

/** What one Compose file, or several merged ones, say. */
export interface Model {
  readonly services: ReadonlyMap<string, Service>
  readonly networks: ReadonlyMap<string, Network>
  readonly volumes: ReadonlyMap<string, VolumeEntry>
  readonly secrets: ReadonlyMap<string, FileObject>
  readonly configs: ReadonlyMap<string, FileObject>
}
