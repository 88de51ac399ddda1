import { ProblemError } from '@kesako/contract'
import { Unreachable } from './send.ts'

/** Why a request failed, as the page shows it. */
export interface Failure {
  readonly kind: 'unreachable' | 'logged-out' | 'not-allowed' | 'problem' | 'page-outdated'
  readonly title: string
  readonly detail: string
  readonly remedy?: string
  /** What still works. */
  readonly still?: string
  /** Stable code, for those who ask for help. */
  readonly code: string
}

const still = 'Stacks that run keep running.'

/** Puts whatever a request rejected with into words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Unreachable) {
    return {
      kind: 'unreachable',
      code: 'server-unreachable',
      title: 'Kesako doesn’t answer',
      detail: 'No answer came.',
      still,
    }
  }
  if (error instanceof ProblemError) return ofProblem(error)
  return {
    kind: 'page-outdated',
    code: 'page-outdated',
    title: 'This page doesn’t understand the server’s answer',
    detail: 'The server was probably updated while the page was open.',
    remedy: 'Load the page again.',
  }
}

function ofProblem({ problem }: ProblemError): Failure {
  return {
    kind: kindOf(problem.status),
    code: problem.code,
    title: problem.title,
    detail: problem.detail,
    ...(problem.status >= 500 ? { still } : {}),
    ...(problem.remedy === undefined ? {} : { remedy: problem.remedy }),
  }
}

function kindOf(status: number): Failure['kind'] {
  if (status === 401) return 'logged-out'
  if (status === 403) return 'not-allowed'
  // A proxy in front answers like this when nothing is behind it.
  if (status === 502 || status === 504) return 'unreachable'
  return 'problem'
}
