import type { Change, ChangeSummary, DesiredState, Plan } from '@kesako/core'
import type { Removal } from './remove-object.ts'

/** Services of the plans whose tasks were created, restarted or scaled. */
export function touchedServices(plans: readonly Plan[]): ReadonlySet<string> {
  const changes = plans.flatMap((plan) => plan.changes)
  return new Set(changes.filter(movesTasks).map((change) => change.ref.name))
}

function movesTasks(change: Change): boolean {
  if (change.ref.kind !== 'service') return false
  switch (change.action) {
    case 'create':
    case 'replace':
      return true
    case 'update':
      return change.restart.restarts || change.fields.some(({ path }) => path.startsWith('Mode.'))
    case 'remove':
    case 'hold':
      return false
  }
}

/** The same from the journal, for a deployment that another process began. */
export function recordedServices(changes: readonly ChangeSummary[]): readonly string[] {
  return changes
    .filter((change) => change.kind === 'service')
    .filter((change) => change.action !== 'remove' && change.action !== 'hold')
    .map((change) => change.name)
}

/** Services that must run at the end: those asked for, but for those that are held and may not exist. */
export function expectedServices(desired: DesiredState, plan: Plan): readonly string[] {
  const held = new Set(
    plan.changes
      .filter((change) => change.action === 'hold' && change.ref.kind === 'service')
      .map((change) => change.ref.name),
  )
  return desired.services.map((service) => service.Name).filter((name) => !held.has(name))
}

/** What goes last, after convergence. */
export function prunedObjects(plan: Plan): readonly Removal[] {
  return plan.changes.flatMap((change) =>
    change.action === 'remove' && change.when === 'prune' ? [{ ...change.ref, id: change.id }] : [],
  )
}

/** The holds of a plan in one sentence. */
export function holdReason(plan: Plan): string {
  const holds = plan.changes.filter((change) => change.action === 'hold')
  return holds
    .map((hold) => `${hold.ref.kind} "${hold.ref.name}" is held: ${hold.reason}`)
    .join(' ')
}
