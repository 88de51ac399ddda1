import type { ChangeView, PlanView } from '@kesako/contract'
import { type Change, destruction, isEmpty, type Plan } from '@kesako/core'

/** A plan as it goes over the wire: without the specs, which hold the data of secrets. */
export function planView(plan: Plan, revision?: string): PlanView {
  return {
    stack: plan.stack,
    ...(revision === undefined ? {} : { revision }),
    empty: isEmpty(plan),
    changes: plan.changes.map((change) => changeView(change)),
    warnings: plan.warnings,
    ...(plan.ignored === undefined ? {} : { ignored: plan.ignored }),
    ...(plan.stages === undefined ? {} : { stages: plan.stages }),
  }
}

function changeView(change: Change): ChangeView {
  const base = {
    action: change.action,
    kind: change.ref.kind,
    name: change.ref.name,
    reason: change.reason,
    destructive: destruction(change) !== undefined,
    ...(change.stage === undefined ? {} : { stage: change.stage }),
  }
  switch (change.action) {
    case 'create':
      return base
    case 'update':
      return { ...base, fields: change.fields, restart: change.restart }
    case 'replace': {
      const { fields, restart, removedInStage } = change
      const early = removedInStage === undefined ? {} : { removedInStage }
      return { ...base, fields, restart, ...early }
    }
    case 'remove':
      return { ...base, when: change.when, restart: change.restart }
    case 'hold':
      return { ...base, fields: change.fields, code: change.code, remedy: change.remedy }
  }
}
