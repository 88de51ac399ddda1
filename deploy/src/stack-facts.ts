import {
  type Deployment,
  hasErrors,
  INPUTS_LABEL,
  type LiveState,
  type Plan,
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

/** Inputs digest that was applied last: of the newest entry where it ended well, else what live bears. */
export function lastApplied(
  newest: Deployment | undefined,
  liveDigest: string | undefined,
): string | undefined {
  return newest !== undefined && endedWell(newest) ? newest.inputsDigest : liveDigest
}

/** True for an entry after which live was what its inputs ask for. */
export function endedWell(entry: Deployment | undefined): boolean {
  if (entry?.action !== 'deploy') return false
  return entry.end?.outcome === 'deployed' || entry.end?.outcome === 'unchanged'
}

export function planState(plan: Plan): 'empty' | 'held' | 'changes' {
  if (!isEmpty(plan)) return 'changes'
  return isHeld(plan) ? 'held' : 'empty'
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
