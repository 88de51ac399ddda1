import { z } from 'zod'
import type { Wire } from '../wire.ts'

/** Name of a secret or config, as the engine takes it. */
export const ContentName = z
  .string()
  .regex(
    /^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]{0,62}[a-zA-Z0-9])?$/,
    'A name begins and ends with a letter or digit, has letters, digits, _, . and - between, and at most 64 characters.',
  )

/** Characters of base64 of the largest config. */
const MOST_CHARACTERS = 1_400_000
const MOST_LABELS = 50

const labels = z
  .record(
    z
      .string()
      .min(1)
      .max(200)
      .regex(/^(?!io\.kesako\.|com\.docker\.)/, 'Labels of Kesako and Docker are not set by hand.'),
    z.string().max(1000),
  )
  .refine((all) => Object.keys(all).length <= MOST_LABELS, `At most ${MOST_LABELS} labels.`)
  .exactOptional()

const value = {
  text: z.string().max(MOST_CHARACTERS).exactOptional().describe('The value as text, in UTF-8.'),
  base64: z.base64().max(MOST_CHARACTERS).exactOptional().describe('The value as base64.'),
  labels: labels.describe('Absent: those that it has, or none.'),
}

const onlyOne = (body: { readonly text?: string; readonly base64?: string }): boolean =>
  (body.text === undefined) !== (body.base64 === undefined)
const ONE_VALUE = 'Send the value as text or as base64, one of them.'

/** A new secret or config. No answer ever has its value. */
export const NewContent = z
  .strictObject({ name: ContentName, ...value })
  .refine(onlyOne, { message: ONE_VALUE })
export type NewContent = Wire<typeof NewContent>

/** A value for a secret or config. */
export const ContentValue = z.strictObject(value).refine(onlyOne, { message: ONE_VALUE })
export type ContentValue = Wire<typeof ContentValue>

/** A secret or config of the swarm, without its value. */
export const ContentView = z.object({
  id: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  createdAt: z.string().exactOptional(),
  updatedAt: z.string().exactOptional(),
  /** Made through Kesako for stacks to name as external; made by a stack that Kesako deployed; made by others. */
  origin: z.enum(['kesako', 'stack', 'other']),
  /** The stack that has it, where one has. */
  stack: z.string().exactOptional(),
  usedBy: z.object({
    /** Full names of services on the swarm. */
    services: z.array(z.string()),
    /** Stacks of these. */
    stacks: z.array(z.string()),
    /** Stacks of the repository whose files name it. */
    stacksInGit: z.array(z.string()),
  }),
})
export type ContentView = Wire<typeof ContentView>

export const SecretList = z.object({ secrets: z.array(ContentView) })
export type SecretList = Wire<typeof SecretList>

export const ConfigList = z.object({ configs: z.array(ContentView) })
export type ConfigList = Wire<typeof ConfigList>

/** What became of a secret or config. */
export const ContentAnswer = z.object({
  /** False after a dry run, and where the value was the same. */
  done: z.boolean(),
  outcome: z.enum(['created', 'replaced', 'unchanged', 'removed']),
  name: z.string(),
})
export type ContentAnswer = Wire<typeof ContentAnswer>
