import { laterServices, type Plan, type Stage, stageTitle } from '@kesako/core'
import { DeploymentFailure } from './deployment-error.ts'

/** Names that a sentence gives. */
const MOST_NAMES = 5

/** A failure with its stage and what wasn't deployed because of it, where there are several stages. */
export function failureInStage(
  error: unknown,
  where: {
    readonly stages: readonly Stage[]
    /** The one that failed. */
    readonly stage: number
    readonly plan: Plan
    /** Stage up to which the plan was written. */
    readonly done: number
  },
): unknown {
  const { stages, stage, plan, done } = where
  const ends = error instanceof DeploymentFailure && error.code !== 'lease-lost'
  if (!ends || stages.length < 2) return error
  const later = laterServices(plan, done)
  const waiting =
    later.length === 0
      ? ''
      : `, so ${listed(later)} ${later.length === 1 ? 'was' : 'were'} not deployed`
  const reason = `${error.message} This was ${stageTitle(stages, stage)}${waiting}.`
  return new DeploymentFailure(error.code, reason, error, error.tasks)
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES
  if (rest > 0) return `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more`
  return [names.slice(0, -1).join(', '), ...names.slice(-1)]
    .filter((part) => part !== '')
    .join(' and ')
}
