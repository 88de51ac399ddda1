import type {
  Actor,
  ContentDigests,
  Deployment,
  DeploymentEvent,
  Health,
  LiveState,
  MaintenancePause,
  Plan,
  Problem,
  SyncStatus,
} from '@kesako/core'
import type { Engine, RegistryCredentials } from '@kesako/engine'
import type { RevisionState, StackAtRevision, StacksRepository } from '@kesako/repository'
import type { Snapshot } from './live-reader.ts'
import type { RunnerMeasures } from './runner-measures.ts'
import type { TaskExcerpt } from './task-excerpt.ts'

/** Time and chance come in from `main`. */
export interface Clock {
  /** Wall clock, milliseconds since 1970; for records only. */
  now(): number
  /** Monotonic, milliseconds; for every deadline. */
  monotonic(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface RunnerOptions {
  readonly engine: Engine
  readonly repository: StacksRepository
  readonly digests: ContentDigests
  /** For digest look-ups, and for the nodes to pull with. Default: there are none. */
  readonly credentials?: RegistryCredentials
  readonly clock: Clock
  readonly log: Log
  /** Hex of this many random bytes. */
  readonly randomHex: (bytes: number) => string
  /** Names this process in leases and the journal. */
  readonly holder: string
  /** True for a holder that is known to run no more, whose leases are taken over at once. Default: none is. */
  readonly isDeadHolder?: (holder: string) => boolean
  /** Stacks that are written to side by side; watching them converge isn't bounded. Default 4. */
  readonly concurrency?: number
  /** Stacks that nothing is written to now, asked at every pass. Default: none. */
  readonly pauses?: () => readonly MaintenancePause[]
  /** Time between passes when nothing else starts one. Default 60 000 ms; each time up to a tenth more or less. */
  readonly intervalMs?: number
  /** Time between two looks at the repository's remote, where it has one. Default 30 000 ms. */
  readonly remotePollMs?: number
  /** Default 30 000 ms. */
  readonly leaseMs?: number
  /** Wait between looks at tasks while converging. Default 400 ms. */
  readonly pollMs?: number
}

export interface TaskSummary {
  readonly running: number
  readonly desired: number
}

export interface ServiceStatus {
  readonly id?: string
  /** Full name on the swarm. */
  readonly name: string
  readonly image: string
  readonly mode: string
  readonly tasks: TaskSummary
  readonly health: Health
  readonly reason: string
}

/** One stack as a person sees it: three things kept apart. */
export interface StackStatus {
  readonly name: string
  /** In the repository, or only on the swarm. */
  readonly managed: boolean
  readonly enabled: boolean
  readonly sync: SyncStatus
  readonly syncReason: string
  readonly health: Health
  readonly healthReason: string
  readonly tasks: TaskSummary
  readonly services: readonly ServiceStatus[]
  /** What would change now; empty when synced. */
  readonly plan?: Plan
  readonly problems: readonly Problem[]
  readonly source?: StackAtRevision
  readonly lastDeployment?: Deployment
  /** True while a deployment runs. */
  readonly deploying: boolean
  /** Its own pause, or that of every stack. */
  readonly paused?: MaintenancePause
}

export interface Overview {
  readonly revision?: string
  /** Everything is held (no main, empty tree, unrelated history …), with the reason. */
  readonly held?: { readonly code: string; readonly reason: string }
  readonly engine: { readonly connected: boolean; readonly reason?: string }
  readonly stacks: readonly StackStatus[]
  /** ISO 8601: when live state was read. */
  readonly readAt: string
}

export interface SyncRequest {
  readonly actor: Actor
  /** All when undefined. */
  readonly stacks?: readonly string[]
  /** Lets through what maxRemovals would hold. */
  readonly confirmRemovals?: boolean
  /** Asks registries again for every image, whatever the stacks' policy says. */
  readonly resolve?: boolean
}

/** Keeps the swarm equal to the repository: one pass after another, pushes make it start now. */
export interface Runner {
  start(): void
  /** A pass will soon be asked for: begins to read what it needs. */
  anticipate(): void
  /**
   * A pass as soon as possible; resolves when every deployment that it began or joined has ended, or
   * those of the stacks in `follow`.
   */
  trigger(actor: Actor, options?: { readonly follow?: readonly string[] }): Promise<PassResult>
  /** Live state whose reading begins after this call; calls that wait at the same time share one. */
  live(): Promise<LiveState>
  /** Looks at the remote and deploys now, repeating failed attempts and repairing drift of the stacks named. */
  sync(request: SyncRequest): Promise<PassResult>
  overview(signal?: AbortSignal): Promise<Overview>
  /** Something that the overview tells of changed outside of Git and the swarm: the next one is made anew. */
  lookAgain(): void
  /** Live state, at most a second old; everybody who asks within a moment shares one read. */
  snapshot(): Promise<Snapshot>
  /**
   * The plan of a revision against live, without writing anything. Asks registries, for every image,
   * only with `resolve`.
   */
  plan(
    revision: RevisionState,
    stack: string,
    live: LiveState,
    options?: { readonly resolve?: boolean },
  ): Promise<Plan>
  /** What the failed tasks of a deployment last wrote; empty when there is none, or no longer. */
  excerpts(deploymentId: string): readonly TaskExcerpt[]
  /** What was counted since the start, for metrics. */
  measures(): RunnerMeasures
  subscribe(listener: (event: DeploymentEvent) => void): () => void
  /** Ends convergence and leaves deployments without an end; the next start takes them up. */
  stop(): Promise<void>
}

export interface PassResult {
  readonly revision?: string
  readonly held?: { readonly code: string; readonly reason: string }
  readonly deployments: readonly Deployment[]
}
