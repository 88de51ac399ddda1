import { z } from 'zod'
import { ProblemItem } from '../problem/problem-item.ts'
import { StackName } from '../stack-name.ts'
import type { Wire } from '../wire.ts'
import { DefinitionStateView } from './stack-view.ts'
import { RenderedFile } from './write-view.ts'

/** Values by the name of the option. Of a secret option: what shall be in the secret. */
export const OptionsGiven = z.record(z.string().max(63), z.unknown())

/** A stack that is made from a definition. */
export const DefinitionUse = z.object({ stack: z.string(), state: DefinitionStateView })

/** A stack definition of the repository; `title` and `description` are its author's. */
export const DefinitionView = z.object({
  name: z.string(),
  title: z.string().exactOptional(),
  description: z.string().exactOptional(),
  path: z.string(),
  /** False where a problem is an error: no stack can be rendered from it. */
  valid: z.boolean(),
  problems: z.array(ProblemItem),
  stacks: z.array(DefinitionUse),
  /** Send it as `If-Match` with a write. */
  etag: z.string(),
})
export type DefinitionView = Wire<typeof DefinitionView>

export const DefinitionList = z.object({ definitions: z.array(DefinitionView) })
export type DefinitionList = Wire<typeof DefinitionList>

export const DefinitionDetails = DefinitionView.extend({
  /** Text of its file. */
  template: z.string(),
  /** JSON Schema of its options, `x-options`; empty where the file is broken. */
  schema: z.unknown(),
})
export type DefinitionDetails = Wire<typeof DefinitionDetails>

export const RenderRequest = z.strictObject({
  name: StackName.exactOptional().describe('The stack that it would be; by default named example.'),
  options: OptionsGiven,
  template: z
    .string()
    .exactOptional()
    .describe('A text to render in place of the committed definition, while it is edited.'),
})
export type RenderRequest = Wire<typeof RenderRequest>

/** What a definition and options give; nothing is committed and no secret made. */
export const RenderAnswer = z.object({
  valid: z.boolean(),
  /** The Compose file; absent where a problem is an error. */
  compose: z.string().exactOptional(),
  problems: z.array(ProblemItem),
})
export type RenderAnswer = Wire<typeof RenderAnswer>

const message = z.string().min(1).max(2000).exactOptional()

export const ChangedDefinition = z.strictObject({
  template: z.string().describe('Text of docker-compose-template.yml.'),
  message,
})
export type ChangedDefinition = Wire<typeof ChangedDefinition>

/** What a write of a definition made. With `dryRun` nothing was committed and there is no revision. */
export const DefinitionCommit = z.object({
  name: z.string(),
  committed: z.boolean(),
  revision: z.string().exactOptional(),
  /** Absent when it is gone. */
  etag: z.string().exactOptional(),
  warnings: z.array(ProblemItem),
})
export type DefinitionCommit = Wire<typeof DefinitionCommit>

export const UpgradeRequest = z.strictObject({
  stacks: z
    .array(StackName)
    .max(10_000)
    .exactOptional()
    .describe('All stacks of the definition when absent.'),
  message,
})
export type UpgradeRequest = Wire<typeof UpgradeRequest>

/** One commit for all stacks that could be upgraded. */
export const UpgradeAnswer = z.object({
  committed: z.boolean(),
  revision: z.string().exactOptional(),
  stacks: z.array(z.string()),
  /** Stacks that were left as they are, each with the reason. */
  left: z.array(z.object({ stack: z.string(), state: DefinitionStateView, reason: z.string() })),
  files: z.array(RenderedFile),
  diff: z.string(),
})
export type UpgradeAnswer = Wire<typeof UpgradeAnswer>

/** The definition of a stack, and how its Compose file differs from what rendering gives now. */
export const StackDefinitionView = z.object({
  name: z.string(),
  state: DefinitionStateView,
  /** As the settings have them, but for secret ones. */
  options: z.record(z.string(), z.unknown()),
  /** Secret options that have a secret. */
  secretOptions: z.array(z.string()),
  /** Unified diff from the committed Compose file to the one that rendering gives; empty where they are equal. */
  diff: z.string(),
  /** Why it can't be rendered. */
  problems: z.array(ProblemItem),
})
export type StackDefinitionView = Wire<typeof StackDefinitionView>
