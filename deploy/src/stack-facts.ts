import {
  type Deployment,
  hasErrors,
  INPUTS_LABEL,
  type LiveState,
  type Plan,
  type Ref,
  isEmpty,
  isHeld,
  STACK_LABEL,
} from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import type { StackFacts } from './decide.ts'

/** What the revision says of a stack. */
export function wantedState(stack: StackAtRevision | undefined): StackFacts['wanted'] {
  if (stack === undefined) return 'absent'
  if (!stack.enabled) return 'disabled'
  return stack.desired === undefined || hasErrors(stack.problems) ? 'broken' : 'enabled'
}

/** Inputs digests that services on the swarm bear, by stack; undefined where those of a stack differ. */
export function liveDigests(live: LiveState): ReadonlyMap<string, string | undefined> {
  const digests = new Map<string, string | undefined>()
  for (const service of live.services) {
    const stack = service.spec.Labels[STACK_LABEL]
    if (stack === undefined) continue
    const digest = service.spec.Labels[INPUTS_LABEL]
    const same = !digests.has(stack) || digests.get(stack) === digest
    digests.set(stack, same ? digest : undefined)
  }
  return digests
}

/**
 * Inputs digest after whose deployment live was what it asks for: of the newest entry where it ended
 * well, undefined where it didn't. Without a journal, what live bears.
 */
export function lastApplied(
  newest: Deployment | undefined,
  liveDigest: string | undefined,
): string | undefined {
  if (newest === undefined) return liveDigest
  return endedWell(newest) ? newest.inputsDigest : undefined
}

/** True for an entry after which live was what its inputs ask for. */
export function endedWell(entry: Deployment | undefined): boolean {
  if (entry?.action !== 'deploy') return false
  return entry.end?.outcome === 'deployed' || entry.end?.outcome === 'unchanged'
}

/**
 * Whether what a stack has on the swarm without a label of ours, as after an adoption, goes where its files don't name
 * it: with the first change of its inputs after a deployment that ended well; an attempt at that is finished.
 */
export function prunesUnlabelled(newest: Deployment | undefined, inputsDigest: string): boolean {
  if (newest?.action !== 'deploy') return false
  if (endedWell(newest)) return newest.inputsDigest !== inputsDigest
  return newest.changes.some(({ action }) => action === 'remove')
}

/**
 * True for a deployment that wrote, or may have, and wasn't seen to run: even a plan without changes
 * has to converge after it.
 */
export function mayNotRun(entry: Deployment | undefined): boolean {
  if (entry?.action !== 'deploy') return false
  return (
    !endedWell(entry) && (entry.end?.outcome !== 'held' || entry.end.code === 'waits-for-stack')
  )
}

/**
 * The plan as `decide` looks at it. Beside holds, changes are those of drift, unless the newest
 * entry held one of them.
 */
export function planState(
  plan: Plan,
  newest: Deployment | undefined,
): NonNullable<StackFacts['plan']> {
  if (isEmpty(plan)) return isHeld(plan) ? 'held' : 'empty'
  if (!isHeld(plan) || newest === undefined) return 'changes'
  const key = ({ kind, name }: Ref): string => `${kind} ${name}`
  const before = new Set(
    newest.changes.filter(({ action }) => action === 'hold').map((change) => key(change)),
  )
  const freed = plan.changes.some(({ action, ref }) => action !== 'hold' && before.has(key(ref)))
  return freed ? 'changes' : 'drift-beside-holds'
}

/** The newer of two entries of one stack, by their start. */
export function newerEntry(
  a: Deployment | undefined,
  b: Deployment | undefined,
): Deployment | undefined {
  if (a === undefined) return b
  if (b === undefined) return a
  if (a.id === b.id) return a.end === undefined ? b : a
  return a.startedAt >= b.startedAt ? a : b
}
