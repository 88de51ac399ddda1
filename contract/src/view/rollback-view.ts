import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { PlanView } from './plan-view.ts'
import { CommitAnswer } from './write-view.ts'

export const RollbackRequest = z.strictObject({
  /** A commit of the branch's history: its id, or what Git takes for it. */
  revision: z.string().regex(/^[0-9a-zA-Z][0-9a-zA-Z._/~^-]{0,99}$/, 'This names no revision.'),
  /** Restores inputs that other stacks use too. Default false. */
  includeShared: z.boolean().exactOptional(),
  /** Writes the digests that ran then into the Compose file. Default false. */
  pin: z.boolean().exactOptional(),
  message: z
    .string()
    .min(1)
    .max(2000)
    .exactOptional()
    .describe('Commit message; one is written when it is absent.'),
})
export type RollbackRequest = Wire<typeof RollbackRequest>

/** An input that differs from that revision and that other stacks use too. */
export const SharedInputView = z.object({
  path: z.string(),
  stacks: z.array(z.string()),
  restored: z.boolean(),
})
export type SharedInputView = Wire<typeof SharedInputView>

/** Another stack that this commit changes. The plan is absent for those beyond twenty, and while the engine doesn't answer. */
export const MovedStackView = z.object({ stack: z.string(), plan: PlanView.exactOptional() })
export type MovedStackView = Wire<typeof MovedStackView>

/** An image without a digest: its tag may mean something else by now. */
export const MovingImageView = z.object({
  /** Name in the Compose file. */
  service: z.string(),
  /** As the file names it. */
  image: z.string(),
  /** What ran at that revision, with its digest; absent where the journal doesn't have it. */
  ran: z.string().exactOptional(),
  /** True where this commit writes that digest into the file. */
  pinned: z.boolean(),
  /** Why it can't be pinned, though it was asked for. */
  reason: z.string().exactOptional(),
})
export type MovingImageView = Wire<typeof MovingImageView>

/** What a roll back makes, and what Git can't bring back. */
export const RollbackAnswer = CommitAnswer.extend({
  /** The revision whose inputs are restored, in full. */
  to: z.string(),
  shared: z.array(SharedInputView),
  moves: z.array(MovedStackView),
  /** Send `pin` to write the digests that ran into the file. */
  movingImages: z.array(MovingImageView),
  /** Variables that come from the server's own environment: they are as they are now. */
  runnerVariables: z.array(z.string()),
})
export type RollbackAnswer = Wire<typeof RollbackAnswer>
