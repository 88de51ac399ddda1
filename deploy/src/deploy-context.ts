import type { ContentDigests } from '@kesako/core'
import { type Engine, NO_CREDENTIALS, type RegistryCredentials } from '@kesako/engine'
import type { Journal } from '@kesako/repository'
import type { Clock, Log, RunnerOptions } from './deploy-api.ts'
import type { EventBody } from './event-hub.ts'
import { createExcerptStore, type ExcerptStore } from './excerpt-store.ts'
import { createLeaseSightings, type LeaseSightings } from './lease-sightings.ts'
import { createLiveReader, type LiveReader } from './live-reader.ts'
import { createSecretComparison, type SecretComparison } from './secret-comparison.ts'
import { createSlots, type Slots } from './slots.ts'
import { createTaskPoll, type TaskPoll } from './task-poll.ts'

/** What every deployment of one process shares. */
export interface DeployContext {
  readonly engine: Engine
  /** Absent where files of a person are deployed: nothing is recorded then. */
  readonly journal?: Journal
  readonly digests: ContentDigests
  readonly credentials: RegistryCredentials
  readonly clock: Clock
  readonly log: Log
  readonly randomHex: (bytes: number) => string
  readonly holder: string
  readonly isDeadHolder: (holder: string) => boolean
  readonly leaseMs: number
  readonly reader: LiveReader
  readonly tasks: TaskPoll
  readonly sightings: LeaseSightings
  readonly secrets: SecretComparison
  /** What failed tasks last wrote. */
  readonly excerpts: ExcerptStore
  /** Bounds the stacks that are written to side by side; convergence takes no slot. */
  readonly slots: Slots
  readonly emit: (event: EventBody) => void
  /** Aborted when the process ends: deployments are left without an end. */
  readonly stop: AbortSignal
}

/** Of a runner's options what a deployment needs, and what ties it to one where there is one. */
export interface DeployContextOptions extends Omit<RunnerOptions, 'repository' | 'intervalMs'> {
  readonly journal?: Journal
  readonly emit?: (event: EventBody) => void
  readonly onRead?: (error: unknown) => void
  readonly stop?: AbortSignal
}

/** For `deployStack`, `removeStack` and `planStack`, with or without a runner around them. */
export function createDeployContext(options: DeployContextOptions): DeployContext {
  const { engine, clock, digests, log, randomHex, holder } = options
  const onRead = options.onRead ?? (() => undefined)
  return {
    engine,
    ...(options.journal === undefined ? {} : { journal: options.journal }),
    digests,
    credentials: options.credentials ?? NO_CREDENTIALS,
    clock,
    log,
    randomHex,
    holder,
    isDeadHolder: options.isDeadHolder ?? (() => false),
    leaseMs: options.leaseMs ?? 30_000,
    reader: createLiveReader({ engine, clock, onRead }),
    tasks: createTaskPoll({ engine, clock, pollMs: options.pollMs ?? 400, onRead }),
    sightings: createLeaseSightings(),
    secrets: createSecretComparison(engine, digests.secret),
    excerpts: createExcerptStore(clock),
    slots: createSlots(options.concurrency ?? 4),
    emit: options.emit ?? (() => undefined),
    stop: options.stop ?? new AbortController().signal,
  }
}
