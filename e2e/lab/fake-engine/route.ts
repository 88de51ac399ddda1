import type { FakeSwarm } from './fake-swarm.ts'
import type { Orchestrator } from './orchestrator.ts'

/** A request as endpoints see it. */
export interface Call {
  readonly swarm: FakeSwarm
  readonly orchestrator: Orchestrator
  readonly settings: FakeSettings
  /** The part of the path that the route leaves open, decoded. */
  readonly name: string
  readonly query: URLSearchParams
  /** Parsed JSON, or undefined. */
  readonly body: unknown
}

/** What a test decides about the engine. */
export interface FakeSettings {
  readonly apiVersion: string
  readonly engineVersion: string
  /** What the registry knows, by image with its tag. An image that isn't there: the registry is down. */
  readonly registry: ReadonlyMap<string, FakeManifest>
  /** How long a removed network is still listed, in milliseconds. */
  readonly networkLingerMs: number
  /** Lines that a service's log has; undefined for what the workload image writes. */
  readonly logs: (serviceName: string) => readonly string[] | undefined
}

export interface FakeManifest {
  readonly digest: string
  readonly platforms: readonly { readonly architecture: string; readonly os: string }[]
}

/** An answer: JSON, or bytes as they are. */
export interface Answer {
  readonly status: number
  readonly json?: unknown
  readonly bytes?: Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Has at most one group: the id or name. */
  readonly path: RegExp
  /** True for what only a manager of a swarm answers. */
  readonly manager: boolean
  readonly handle: (call: Call) => Answer
}

/** True from API 1.44 (engine 25) on. */
export function isModern({ apiVersion }: Pick<FakeSettings, 'apiVersion'>): boolean {
  return Number(apiVersion.split('.')[1]) >= 44
}

export function ok(json: unknown): Answer {
  return { status: 200, json }
}

export function created(ID: string): Answer {
  return { status: 201, json: { ID } }
}
