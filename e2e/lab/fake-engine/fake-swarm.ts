import { randomBytes } from 'node:crypto'
import type { ConfigSpec, Labels, SecretSpec, ServiceSpec, TaskState } from '@kesako/core'

/*
 * What a swarm of one node keeps, in the engine's own spelling, so that answers are these objects as
 * they are. Everything here changes in place.
 */

export interface Stored<Spec> {
  readonly ID: string
  Version: { readonly Index: number }
  readonly CreatedAt: string
  UpdatedAt: string
  Spec: Spec
}

export interface FakeService extends Stored<ServiceSpec> {
  PreviousSpec?: ServiceSpec
  Endpoint: object
  UpdateStatus?: {
    State: string
    StartedAt?: string
    CompletedAt?: string
    Message: string
  }
  JobStatus?: { JobIteration: { Index?: number }; LastExecution: string }
}

export interface FakeTask extends Stored<ServiceSpec['TaskTemplate']> {
  readonly Labels: Labels
  readonly ServiceID: string
  readonly Slot?: number
  NodeID?: string
  Status: {
    Timestamp: string
    State: TaskState
    Message: string
    Err?: string
    ContainerStatus?: { ContainerID: string; PID: number; ExitCode: number }
    PortStatus: object
  }
  DesiredState: TaskState
  readonly JobIteration?: { readonly Index?: number }
}

export interface FakeNetwork {
  readonly Id: string
  readonly Name: string
  readonly Scope: string
  readonly Driver: string
  readonly Ingress: boolean
  readonly Labels: Labels | null
  Containers: object | null
  readonly [field: string]: unknown
}

export interface FakeEvent {
  readonly Type: string
  readonly Action: string
  readonly Actor: { readonly ID: string; readonly Attributes: Labels }
  readonly scope: string
  readonly time: number
}

export interface FakeSwarm {
  /** False until `POST /swarm/init`. */
  active: boolean
  index: number
  subnets: number
  readonly nodeId: string
  availability: 'active' | 'pause' | 'drain'
  nodeIndex: number
  readonly nodeLabels: Record<string, string>
  readonly hostname: string
  readonly services: Map<string, FakeService>
  readonly tasks: Map<string, FakeTask>
  readonly networks: Map<string, FakeNetwork>
  readonly secrets: Map<string, Stored<SecretSpec>>
  readonly configs: Map<string, Stored<ConfigSpec>>
  /** Names with tags of the images on the node. */
  readonly images: Set<string>
  readonly listeners: Set<(event: FakeEvent) => void>
}

export function swarmId(): string {
  return Array.from(randomBytes(25), (byte) => (byte % 36).toString(36)).join('')
}

export function timestamp(): string {
  return new Date().toISOString()
}

/** A new object with the next version, in its map. */
export function stored<Spec>(swarm: FakeSwarm, Spec: Spec): Stored<Spec> {
  const now = timestamp()
  swarm.index += 1
  return { ID: swarmId(), Version: { Index: swarm.index }, CreatedAt: now, UpdatedAt: now, Spec }
}

/** Gives an object that was changed its next version. */
export function touch(
  swarm: FakeSwarm,
  object: Pick<Stored<unknown>, 'Version' | 'UpdatedAt'>,
): void {
  swarm.index += 1
  object.Version = { Index: swarm.index }
  object.UpdatedAt = timestamp()
}

export function emit(
  swarm: FakeSwarm,
  Type: string,
  Action: string,
  ID: string,
  name: string,
): void {
  const time = Math.floor(Date.now() / 1_000)
  const event = { Type, Action, Actor: { ID, Attributes: { name } }, scope: 'swarm', time }
  for (const listener of swarm.listeners) listener(event)
}

/** By id, name, or the beginning of an id that only one has. */
export function find<T extends { readonly ID: string }>(
  objects: ReadonlyMap<string, T>,
  idOrName: string,
  nameOf: (object: T) => string,
): T | undefined {
  const all = [...objects.values()]
  const exact = objects.get(idOrName) ?? all.find((one) => nameOf(one) === idOrName)
  if (exact !== undefined) return exact
  const prefixed = all.filter((one) => one.ID.startsWith(idOrName))
  return prefixed.length === 1 ? prefixed[0] : undefined
}
