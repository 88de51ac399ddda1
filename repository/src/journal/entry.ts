import type { Actor, ChangeSummary, Deployment } from '@kesako/core'
import { z } from 'zod'

/** The one file of a journal entry's tree. */
export const ENTRY_FILE = 'deployment.json'

/** Largest entry that is read: 4 MiB, thousands of changes. */
export const MAX_ENTRY_BYTES = 4 * 1024 * 1024

const Entry = z.object({
  id: z.string(),
  stack: z.string(),
  action: z.enum(['deploy', 'remove']),
  revision: z.string(),
  repository: z.string(),
  inputsDigest: z.string(),
  actor: z.object({
    name: z.string(),
    via: z.enum(['push', 'api', 'cli', 'timer', 'start', 'self-heal']),
  }),
  startedAt: z.string(),
  changes: z.array(
    z.object({
      action: z.enum(['create', 'update', 'replace', 'remove', 'hold']),
      kind: z.enum(['network', 'secret', 'config', 'service']),
      name: z.string(),
      restarts: z.boolean(),
    }),
  ),
  end: z
    .object({
      endedAt: z.string(),
      outcome: z.string(),
      code: z.string().optional(),
      reason: z.string().optional(),
      // Earlier versions have none; what a later one says differently is left out.
      images: z.record(z.string(), z.string()).optional().catch(undefined),
    })
    .optional(),
})

/** The bytes of an entry: the same deployment gives the same bytes. */
export function writeEntry(deployment: Deployment): Buffer {
  return Buffer.from(`${JSON.stringify(deployment, undefined, 2)}\n`)
}

/** Undefined for what is no entry, such as one of a later version of Kesako that says something else. */
export function readEntry(body: Buffer): Deployment | undefined {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
  const parsed = Entry.safeParse(value)
  // The words of an end are checked as text only, so that a reason of a later version stays readable.
  return parsed.success ? (parsed.data as Deployment) : undefined
}

/** What `git log` shows of an entry: a sentence, then the reason. */
export function entryMessage(deployment: Deployment): string {
  const revision = deployment.revision.slice(0, 7)
  const at = revision === '' ? '' : ` at ${revision}`
  const subject = `${entryVerb(deployment)} ${oneLine(deployment.stack)}${at}: ${countChanges(deployment.changes)}`
  const reason = deployment.end?.reason
  return reason === undefined ? `${subject}\n` : `${subject}\n\n${oneLine(reason)}\n`
}

/** The author of an entry, without what would end a header of the commit. */
export function entryAuthor(actor: Actor): string {
  const name = oneLine(actor.name).replaceAll(/[<>]/gu, '').trim()
  return `${name === '' ? 'unknown' : name} <${actor.via}@kesako.invalid>`
}

/** `2 updates, 1 create`, or `no changes`. */
export function countChanges(changes: readonly ChangeSummary[]): string {
  const counts = new Map<ChangeSummary['action'], number>()
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1)
  const words = [...counts].map(([action, count]) => `${count} ${action}${count === 1 ? '' : 's'}`)
  return words.length === 0 ? 'no changes' : words.join(', ')
}

function entryVerb(deployment: Deployment): string {
  if (deployment.end === undefined) {
    return deployment.action === 'deploy' ? 'started' : 'started to remove'
  }
  return deployment.end.outcome
}

function oneLine(text: string): string {
  // Everything that a terminal would act on, line breaks included.
  return text.replaceAll(/\p{Cc}+/gu, ' ').trim()
}
