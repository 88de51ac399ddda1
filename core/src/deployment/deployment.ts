import type { ObjectKind } from '../plan/plan-types.ts'

/** How a deployment ended. */
export type Outcome =
  | 'deployed'
  | 'removed'
  | 'unchanged'
  | 'failed'
  | 'superseded'
  | 'held'
  | 'interrupted'

/** Stable code of a reason; each has a sentence in the docs. */
export type ReasonCode =
  | 'task-failed'
  | 'crash-loop'
  | 'job-failed'
  | 'image-missing'
  | 'image-access-denied'
  | 'unhealthy'
  | 'no-suitable-node'
  | 'port-taken'
  | 'out-of-memory'
  | 'update-paused'
  | 'rolled-back'
  | 'rollback-paused'
  | 'no-progress'
  | 'inputs-broken'
  | 'external-missing'
  | 'engine-refused'
  | 'engine-unreachable'
  | 'lease-lost'
  | 'network-in-use'
  | 'newer-revision'
  | 'held'
  | 'waits-for-stack'
  | 'server-stopped'
  | 'internal-error'

/** Who asked, and by which way. */
export interface Actor {
  readonly name: string
  readonly via: 'push' | 'api' | 'cli' | 'timer' | 'start' | 'self-heal'
}

/** One entry of the journal. Carries reason codes and task errors, never logs or values of variables. */
export interface Deployment {
  readonly id: string
  readonly stack: string
  readonly action: 'deploy' | 'remove'
  readonly revision: string
  readonly repository: string
  readonly inputsDigest: string
  readonly actor: Actor
  /** ISO 8601. */
  readonly startedAt: string
  readonly changes: readonly ChangeSummary[]
  /** Absent while it runs. */
  readonly end?: DeploymentEnd
}

export interface DeploymentEnd {
  readonly endedAt: string
  readonly outcome: Outcome
  readonly code?: ReasonCode
  /** One sentence; always there when the outcome is failed, held, superseded or interrupted. */
  readonly reason?: string
  /**
   * With `deployed`: the image of each service as it was written to the swarm, with its digest where
   * one was known, by the service's full name. At most `MAX_RECORDED_IMAGES` of them.
   */
  readonly images?: Readonly<Record<string, string>>
}

/** Services whose image an entry of the journal keeps; a larger stack keeps none. */
export const MAX_RECORDED_IMAGES = 500

export interface ChangeSummary {
  readonly action: 'create' | 'update' | 'replace' | 'remove' | 'hold'
  readonly kind: ObjectKind
  readonly name: string
  readonly restarts: boolean
}
