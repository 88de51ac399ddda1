import type { ChangeSummary } from '../deployment/deployment.ts'
import type { Change, Plan } from './plan-types.ts'

/** True when the plan writes nothing: no create, update, replace or remove. It may hold. */
export function isEmpty(plan: Plan): boolean {
  return plan.changes.every((change) => change.action === 'hold')
}

/** True when something is seen and not touched. */
export function isHeld(plan: Plan): boolean {
  return plan.changes.some((change) => change.action === 'hold')
}

/** Changes as the journal keeps them. */
export function summarizeChanges(plan: Plan): readonly ChangeSummary[] {
  return plan.changes.map((change) => ({
    action: change.action,
    kind: change.ref.kind,
    name: change.ref.name,
    restarts: restarts(change),
  }))
}

function restarts(change: Change): boolean {
  return 'restart' in change && change.restart.restarts
}
