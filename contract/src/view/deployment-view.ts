import type { Deployment } from '@kesako/core'
import { z } from 'zod'
import type { Wire } from '../wire.ts'

export const ObjectKindView = z.enum(['network', 'secret', 'config', 'service'])

export const ChangeSummaryView = z.object({
  action: z.enum(['create', 'update', 'replace', 'remove', 'hold']),
  kind: ObjectKindView,
  /** Full name on the swarm. */
  name: z.string(),
  restarts: z.boolean(),
})
export type ChangeSummaryView = Wire<typeof ChangeSummaryView>

export const ActorView = z.object({
  name: z.string(),
  via: z.enum(['push', 'api', 'cli', 'timer', 'start', 'self-heal']),
})
export type ActorView = Wire<typeof ActorView>

export const OutcomeView = z.enum([
  'deployed',
  'removed',
  'unchanged',
  'failed',
  'superseded',
  'held',
  'interrupted',
])
export type OutcomeView = z.infer<typeof OutcomeView>

export const ReasonCodeView = z.enum([
  'task-failed',
  'crash-loop',
  'job-failed',
  'image-missing',
  'image-access-denied',
  'unhealthy',
  'no-suitable-node',
  'port-taken',
  'out-of-memory',
  'update-paused',
  'rolled-back',
  'rollback-paused',
  'no-progress',
  'inputs-broken',
  'external-missing',
  'engine-refused',
  'engine-unreachable',
  'lease-lost',
  'network-in-use',
  'newer-revision',
  'held',
  'waits-for-stack',
  'server-stopped',
  'internal-error',
])

export const DeploymentEndView = z.object({
  endedAt: z.iso.datetime(),
  outcome: OutcomeView,
  code: ReasonCodeView.exactOptional(),
  /** One sentence. */
  reason: z.string().exactOptional(),
  /** With `deployed`: the image of each service as written to the swarm, by its full name. */
  images: z.record(z.string(), z.string()).exactOptional(),
})
export type DeploymentEndView = Wire<typeof DeploymentEndView>

/** One run of plan, apply, converge for one stack: an entry of the journal. */
export const DeploymentView = z.object({
  id: z.string(),
  stack: z.string(),
  action: z.enum(['deploy', 'remove']),
  revision: z.string(),
  /** Root commit of the stacks repository. */
  repository: z.string(),
  inputsDigest: z.string(),
  actor: ActorView,
  startedAt: z.iso.datetime(),
  changes: z.array(ChangeSummaryView),
  /** Absent while it runs. */
  end: DeploymentEndView.exactOptional(),
}) satisfies z.ZodType<Deployment>
export type DeploymentView = Wire<typeof DeploymentView>

/** A task that a deployment failed for, with the last lines of its log. */
export const FailedTaskView = z.object({
  id: z.string(),
  /** `shop_web.2`; of a global service, which has no slots, the service's name. */
  name: z.string(),
  /** Full name on the swarm. */
  service: z.string(),
  /** Host name; absent where no node took it. */
  node: z.string().exactOptional(),
  /** The swarm's own words; may be empty. */
  error: z.string(),
  /** At most 20, oldest first, without control characters. Empty where it had no container. */
  log: z.array(z.string()),
  /** Why the log couldn't be read. */
  logProblem: z.string().exactOptional(),
})
export type FailedTaskView = Wire<typeof FailedTaskView>

/** One deployment with what is known of it for a while only, and is no part of the journal. */
export const DeploymentDetails = DeploymentView.extend({
  /** Until the stack's next deployment, and for an hour at most. */
  failedTasks: z.array(FailedTaskView).exactOptional(),
})
export type DeploymentDetails = Wire<typeof DeploymentDetails>
