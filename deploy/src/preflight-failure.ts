import type { Problem, ReasonCode } from '@kesako/core'
import { DeploymentFailure } from './deployment-error.ts'

/** The failure that the errors of a preflight amount to; undefined when there is none. */
export function preflightFailure(problems: readonly Problem[]): DeploymentFailure | undefined {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const [first] = errors
  if (first === undefined) return undefined
  const sentences = errors.map((error) =>
    [error.message, error.remedy].filter((part) => part !== undefined).join(' '),
  )
  return new DeploymentFailure(reasonCode(first), sentences.join(' '))
}

function reasonCode(problem: Problem): ReasonCode {
  if (problem.code.startsWith('external')) return 'external-missing'
  if (problem.code.startsWith('port')) return 'port-taken'
  if (problem.code === 'image-missing' || problem.code === 'image-access-denied') {
    return problem.code
  }
  return 'engine-refused'
}
