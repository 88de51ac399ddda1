import { compareText } from '../compare-text.ts'
import { hold } from '../plan-services.ts'
import type { Change, Plan } from '../plan-types.ts'
import type { Stage } from './stages-of.ts'
import { stageNumbers, stageTitle } from './stages-of.ts'

/**
 * Changes of services with the stage of each, in the order of stages, then by name. What follows a
 * held service waits with it: a stage begins only when all before it runs as asked. `leavesFirst`
 * tells which replaced services must be gone before the first stage, since a network is replaced.
 */
export function stageServices(
  changes: readonly Change[],
  stages: readonly Stage[],
  leavesFirst: (change: Change) => boolean,
): readonly Change[] {
  if (stages.length < 2) return changes.toSorted(byName)
  const numbers = stageNumbers(stages)
  const staged = changes
    .map((change): Change => {
      const stage = numbers.get(change.ref.name) ?? stages.length
      const early = change.action === 'replace' && stage > 1 && leavesFirst(change)
      return { ...change, stage, ...(early ? { removedInStage: 1 } : {}) }
    })
    .toSorted((a, b) => stageOf(a) - stageOf(b) || byName(a, b))
  const held = staged.find(isHold)
  if (held === undefined) return staged
  const { code, remedy } = held
  const where = stageTitle(stages, stageOf(held))
  const reason = `It waits for the service ${held.ref.name} of ${where}, which is held. ${held.reason}`
  return staged.flatMap((change) =>
    stageOf(change) <= stageOf(held) ? [change] : hold(change, { code, reason, remedy }),
  )
}

function isHold(change: Change): change is Extract<Change, { readonly action: 'hold' }> {
  return change.action === 'hold'
}

/** Stage of a change, counted from 1; 1 for what belongs to none: networks, secrets, configs. */
export function stageOf(change: Change): number {
  return change.stage ?? 1
}

/** The lowest stage after `after` (default 0: any) with a service that the plan writes; undefined without one. */
export function nextStage(plan: Plan, after = 0): number | undefined {
  return writesAfter(plan, after)
    .map(stageOf)
    .toSorted((a, b) => a - b)[0]
}

/**
 * What of a plan is written up to a stage: networks, secrets and configs, and services of the stages
 * up to it. Prunes stay, for they come last anyway. A service of a later stage that a replaced network
 * waits for is removed, and created in its own stage.
 */
export function planUpTo(plan: Plan, stage: number): Plan {
  if (plan.stages === undefined) return plan
  const leaving = plan.changes.flatMap((change) => leavesBefore(change, stage))
  const now = plan.changes.filter((change) => stageOf(change) <= stage)
  const network = now.findIndex(({ action, ref }) => action === 'replace' && ref.kind === 'network')
  const before = network === -1 ? 0 : network
  return { ...plan, changes: now.toSpliced(before, 0, ...leaving) }
}

function leavesBefore(change: Change, stage: number): readonly Change[] {
  if (change.action !== 'replace' || change.removedInStage === undefined) return []
  if (change.removedInStage > stage || stageOf(change) <= stage) return []
  const { ref, id, reason, restart, removedInStage } = change
  return [
    { action: 'remove', ref, id, reason, when: 'before-create', restart, stage: removedInStage },
  ]
}

/** Services that the plan writes after a stage, by full name. */
export function laterServices(plan: Plan, stage: number): readonly string[] {
  return writesAfter(plan, stage).map(({ ref }) => ref.name)
}

function writesAfter(plan: Plan, stage: number): readonly Change[] {
  return plan.changes.filter(
    (change) =>
      change.ref.kind === 'service' &&
      change.action !== 'hold' &&
      change.action !== 'remove' &&
      stageOf(change) > stage,
  )
}

function byName(a: Change, b: Change): number {
  return compareText(a.ref.name, b.ref.name)
}
