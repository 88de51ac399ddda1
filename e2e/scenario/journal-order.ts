import type { Deployment } from '@kesako/core'

/** A revision that was pushed, and the stacks whose inputs it changed. */
export interface Pushed {
  readonly revision: string
  readonly stacks: readonly string[]
  /** A later push came before it was settled, maybe before a pass saw it, and then it is no more than a commit. */
  readonly overtaken?: boolean
}

export interface JournalFacts {
  /** Of one stack, newest first. */
  readonly entries: readonly Deployment[]
  /** All that was pushed, oldest first. */
  readonly pushed: readonly Pushed[]
  /** The reason for which the stack is expected to fail. */
  readonly failing?: string
}

/**
 * What is wrong with the journal of a stack that nobody works on, a sentence each: an entry without
 * an end, a failure that nobody expects, a pushed revision that it doesn't tell of, and a deployment
 * that repeats what the one before had done well, which nothing but drift is a cause for.
 */
export function journalDisorder(stack: string, facts: JournalFacts): readonly string[] {
  const entries = facts.entries.toReversed()
  return [
    ...entries.flatMap((entry) => endDisorder(entry, facts.failing)),
    ...untold(entries, ofStack(stack, facts.pushed)),
    ...entries.flatMap((entry, index) => repeated(entries[index - 1], entry)),
  ].map((problem) => `journal of ${stack}: ${problem}`)
}

function ofStack(stack: string, pushed: readonly Pushed[]): readonly Pushed[] {
  return pushed.filter(({ stacks }) => stacks.includes(stack))
}

function endDisorder(entry: Deployment, failing: string | undefined): readonly string[] {
  const { end } = entry
  if (end === undefined) return [`${told(entry)} has no end`]
  if (end.outcome !== 'failed' || end.code === failing) return []
  return [`${told(entry)} failed with ${end.code}: ${end.reason}`]
}

function untold(entries: readonly Deployment[], pushed: readonly Pushed[]): readonly string[] {
  return pushed
    .filter(({ revision }) => entries.every((entry) => entry.revision !== revision))
    .filter((push) => push.overtaken !== true || push === pushed.at(-1))
    .map(({ revision }) => `no entry for revision ${revision.slice(0, 7)}, which changed it`)
}

function repeated(before: Deployment | undefined, entry: Deployment): readonly string[] {
  if (before === undefined || before.action !== entry.action) return []
  if (before.inputsDigest !== entry.inputsDigest || !endedWell(before)) return []
  return [`${told(entry)} repeats ${told(before)}`]
}

function endedWell({ end }: Deployment): boolean {
  return end?.outcome === 'deployed' || end?.outcome === 'unchanged' || end?.outcome === 'removed'
}

function told({ id, action, revision, actor, end, changes }: Deployment): string {
  const what = changes.map((change) => `${change.action} ${change.name}`).join(', ')
  return `${action} ${id} at ${revision.slice(0, 7)} by ${actor.via} (${end?.outcome ?? 'open'}: ${what})`
}
