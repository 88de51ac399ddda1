import { z } from 'zod'
import { ProblemItem } from '../problem/problem-item.ts'
import { StackName } from '../stack-name.ts'
import type { Wire } from '../wire.ts'
import { DeploymentView } from './deployment-view.ts'
import { PlanView } from './plan-view.ts'
import { HeldView } from './stack-view.ts'

const message = z
  .string()
  .min(1)
  .max(2000)
  .exactOptional()
  .describe('Commit message; one is written when it is absent.')

/** Values by the name of the option. Of a secret option: what shall be in the secret. */
const options = z.record(z.string().max(63), z.unknown())

/** A new stack out of a Compose file, or out of a stack definition and options. */
export const NewStack = z.union([
  z.strictObject({ name: StackName, compose: z.string(), message }),
  z.strictObject({ name: StackName, stackDefinition: StackName, options, message }),
])
export type NewStack = Wire<typeof NewStack>

/** What a stack's files shall be; what is absent stays as it is. */
export const ChangedStack = z
  .strictObject({
    compose: z.string().exactOptional().describe('Text of the Compose file.'),
    settings: z
      .record(z.string(), z.unknown())
      .nullable()
      .exactOptional()
      .describe('The stack settings as a whole; null deletes their file.'),
    options: options
      .exactOptional()
      .describe(
        'Options of its stack definition as a whole, in place of compose and settings; a secret option that is left out keeps its secret.',
      ),
    message,
  })
  .refine(
    ({ compose, settings, options }) =>
      (compose !== undefined || settings !== undefined) !== (options !== undefined),
    { message: 'Send compose, settings, or both; or options alone.' },
  )
export type ChangedStack = Wire<typeof ChangedStack>

/** Tasks wanted, by the service's name in the Compose file. */
export const ScaleRequest = z.strictObject({
  services: z
    .record(z.string().min(1).max(255), z.number().int().min(0).max(100_000))
    .refine(
      (services) => Object.keys(services).length > 0 && Object.keys(services).length <= 1000,
      { message: 'Name at least one service, and at most 1,000.' },
    ),
  message,
})
export type ScaleRequest = Wire<typeof ScaleRequest>

/** Body of the small settings commits. */
export const CommitOptions = z.strictObject({ message })
export type CommitOptions = Wire<typeof CommitOptions>

/** Text of a file after a write; null where it is gone. */
export const RenderedFile = z.object({ path: z.string(), content: z.string().nullable() })
export type RenderedFile = Wire<typeof RenderedFile>

/** What a write made. With `dryRun` nothing was committed and there is no revision. */
export const CommitAnswer = z.object({
  stack: z.string(),
  /** False when Git said so already, and for a dry run. */
  committed: z.boolean(),
  revision: z.string().exactOptional(),
  /** The stack's ETag from now on; absent when it is gone. */
  etag: z.string().exactOptional(),
  /** What the commit changes on the swarm; absent while the engine doesn't answer. */
  plan: PlanView.exactOptional(),
  warnings: z.array(ProblemItem),
  /** With `dryRun`: the files that the commit would change, as they would be. */
  files: z.array(RenderedFile).exactOptional(),
  /** With `dryRun`: the same as a unified diff. */
  diff: z.string().exactOptional(),
  /** The deployment that began; absent when none did within two seconds: nothing to do, or it waits for its turn. */
  deploymentId: z.string().exactOptional(),
  /** With `wait`: false when the time for an answer was over, or everything is held, before the deployment had ended. */
  finished: z.boolean().exactOptional(),
  /** With `wait`: the deployment with its end; absent when there was nothing to deploy. */
  deployment: DeploymentView.exactOptional(),
})
export type CommitAnswer = Wire<typeof CommitAnswer>

/** A Compose file that is not committed. Files that it names are read from the head. */
export const ValidateRequest = z.strictObject({ name: StackName, compose: z.string() })
export type ValidateRequest = Wire<typeof ValidateRequest>

export const ValidateAnswer = z.object({ valid: z.boolean(), problems: z.array(ProblemItem) })
export type ValidateAnswer = Wire<typeof ValidateAnswer>

export const SyncAllRequest = z.strictObject({
  /** All stacks when absent. */
  stacks: z.array(StackName).max(10_000).exactOptional(),
  /** Lets through what `maxRemovals` holds. */
  confirmRemovals: z.boolean().exactOptional(),
  /** Asks registries again for every image, so that a moved tag is deployed. */
  resolve: z.boolean().exactOptional(),
})
export type SyncAllRequest = Wire<typeof SyncAllRequest>

/** `finished` is false when the answer didn't wait; follow the event stream then. */
export const SyncAnswer = z.object({
  finished: z.boolean(),
  revision: z.string().exactOptional(),
  held: HeldView.exactOptional(),
  deployments: z.array(DeploymentView),
})
export type SyncAnswer = Wire<typeof SyncAnswer>
