import type { ChangeView, IgnoredView, PlanView } from '@kesako/contract'
import type { IconName } from '../icons/collection.ts'
import { count, listed } from './words.ts'

/** How an action of a plan looks and what it says. */
export const actionLooks: Readonly<
  Record<ChangeView['action'], { readonly icon: IconName; readonly word: string }>
> = {
  create: { icon: 'kesako:plus', word: 'Create' },
  update: { icon: 'kesako:pencil', word: 'Update' },
  replace: { icon: 'kesako:replace', word: 'Replace' },
  remove: { icon: 'kesako:minus', word: 'Remove' },
  hold: { icon: 'kesako:lock', word: 'Hold' },
}

/** “1 change, restarts tasks of shop_web; 1 held.” */
export function planSummary(plan: PlanView): string {
  const held = plan.changes.filter(({ action }) => action === 'hold').length
  const writes = plan.changes.length - held
  const holds = held === 0 ? '' : `; ${held} held`
  if (writes === 0) return `nothing would be written${holds}.`
  const restarting = plan.changes
    .filter(({ restart }) => restart?.restarts === true)
    .map(({ name }) => name)
  const effect =
    restarting.length === 0 ? 'no task restarts' : `restarts tasks of ${listed(restarting)}`
  return `${count(writes, 'change')}, ${effect}${holds}.`
}

/** True when a sync would write something: a plan that only holds writes nothing. */
export function planWrites(plan: PlanView): boolean {
  return plan.changes.some(({ action }) => action !== 'hold')
}

/** “Stage 2 of 3, when all before it runs.” */
export function stageLine({ stages = [] }: PlanView, stage: number): string {
  const when = stage === 1 ? '' : ', when all before it runs'
  return `Stage ${stage} of ${Math.max(stage, stages.length)}${when}.`
}

/** “deploy.replicas of shop_web: Mode.Replicated.Replicas is 4, the file says 2.” */
export function ignoredLine({ field, service, fields }: IgnoredView): string {
  const what = `${field} of ${service}`
  if (fields.length === 0) return `${what} is as the file says.`
  const values = fields.map(
    ({ path, from, to }) => `${path} is ${fieldValue(from)}, the file says ${fieldValue(to)}`,
  )
  return `${what}: ${values.join('; ')}.`
}

/** A field's value in one line, at most 120 characters. `undefined`: not set. */
export function fieldValue(value: unknown): string {
  if (value === undefined) return 'not set'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
