import { z } from 'zod'
import { ProblemItem } from '../problem/problem-item.ts'
import { StackName } from '../stack-name.ts'
import type { Wire } from '../wire.ts'
import { DeploymentView, ObjectKindView } from './deployment-view.ts'
import { PlanView } from './plan-view.ts'

const acceptLosses = z
  .boolean()
  .exactOptional()
  .describe('Write also stacks of which a Compose file cannot say everything.')
const message = z
  .string()
  .min(1)
  .max(2000)
  .exactOptional()
  .describe('Commit message; one is written when it is absent.')

export const AdoptRequest = z.strictObject({ acceptLosses, message })
export type AdoptRequest = Wire<typeof AdoptRequest>

export const AdoptAllRequest = z.strictObject({
  /** All that run, that nobody owns, and that the repository has no files for, when absent. */
  stacks: z.array(StackName).max(10_000).exactOptional(),
  acceptLosses,
  message,
})
export type AdoptAllRequest = Wire<typeof AdoptAllRequest>

/** Something of what runs that the written file doesn't say. */
export const LossView = z.object({
  kind: ObjectKindView,
  /** Full name on the swarm. */
  name: z.string(),
  /** In the engine's spelling; empty for the whole of it. */
  field: z.string(),
  /** What runs; secrets and values of variables read `(redacted)`. Absent means not set. */
  value: z.unknown().exactOptional(),
  meaning: z.string(),
  /** Taking over would restart tasks, change it without a restart, or leave it until the service changes. */
  effect: z.enum(['restarts', 'changes', 'later']),
})
export type LossView = Wire<typeof LossView>

export const AdoptedFileView = z.object({
  path: z.string(),
  bytes: z.number().int(),
  /** Absent where it is no UTF-8 text. */
  text: z.string().exactOptional(),
})
export type AdoptedFileView = Wire<typeof AdoptedFileView>

const findings = {
  losses: z.array(LossView),
  /** What a person should know besides. */
  notes: z.array(ProblemItem),
}

export const AdoptedStackView = z.object({
  stack: z.string(),
  /** The Compose file first. */
  files: z.array(AdoptedFileView),
  ...findings,
  /** What the next pass does with it. */
  plan: PlanView.exactOptional(),
  /** The deployment that began; absent when none did within two seconds. */
  deploymentId: z.string().exactOptional(),
  /** With `wait`: the deployment with its end. */
  deployment: DeploymentView.exactOptional(),
})
export type AdoptedStackView = Wire<typeof AdoptedStackView>

export const LeftStackView = z.object({
  stack: z.string(),
  code: z.enum([
    'not-running',
    'in-repository',
    'owned-by-other-repository',
    'stack-name',
    'loses',
    'not-convertible',
    'file-exists',
  ]),
  reason: z.string(),
  remedy: z.string(),
  ...findings,
  problems: z.array(ProblemItem),
})
export type LeftStackView = Wire<typeof LeftStackView>

export const AdoptAnswer = z.object({
  /** False for a dry run, and where nothing was written. */
  committed: z.boolean(),
  revision: z.string().exactOptional(),
  stacks: z.array(AdoptedStackView),
  /** Asked for and not written, each with its reason. */
  left: z.array(LeftStackView),
  /** Services that belong to no stack. */
  outside: z.array(z.object({ name: z.string(), image: z.string() })),
  /** With `wait`: false when the time for an answer was over before all deployments had ended. */
  finished: z.boolean().exactOptional(),
})
export type AdoptAnswer = Wire<typeof AdoptAnswer>
