import { type Change, destruction, type Plan } from '@kesako/core'

/** A plan as JSON for others to read: without specs, which hold data of secrets. */
export function publicPlan(plan: Plan): object {
  const { stack, warnings, ignored, stages } = plan
  return {
    stack,
    changes: plan.changes.map(publicChange),
    warnings,
    ...(ignored === undefined ? {} : { ignored }),
    ...(stages === undefined ? {} : { stages }),
  }
}

function publicChange(change: Change): object {
  const { stage } = change
  const destructive = destruction(change) !== undefined
  return { ...withoutStage(change), destructive, ...(stage === undefined ? {} : { stage }) }
}

function withoutStage(change: Change): object {
  const { kind, name } = change.ref
  const { action, reason } = change
  switch (change.action) {
    case 'create':
      return { action, kind, name, reason, restartsTasks: false, because: 'it is new' }
    case 'update':
    case 'replace':
      return {
        action,
        kind,
        name,
        reason,
        fields: change.fields,
        restartsTasks: change.restart.restarts,
        because: change.restart.because,
        ...(change.action === 'replace' && change.removedInStage !== undefined
          ? { removedInStage: change.removedInStage }
          : {}),
      }
    case 'remove':
      return {
        action,
        kind,
        name,
        reason,
        when: change.when,
        restartsTasks: change.restart.restarts,
        because: change.restart.because,
      }
    case 'hold':
      return {
        action,
        kind,
        name,
        reason,
        code: change.code,
        remedy: change.remedy,
        fields: change.fields,
      }
  }
}
