import type { Problem } from '@kesako/core'

/** Letters, digits, dashes and underscores; a letter or digit first; 63 at most, as Docker takes them. */
const STACK_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$/u

export function isStackName(name: string): boolean {
  return STACK_NAME.test(name)
}

/** The problem of a file whose name asks for a stack that Docker refuses. */
export function stackNameProblem(name: string, file: string): Problem {
  return {
    code: 'stack-name-invalid',
    severity: 'error',
    message: `Docker refuses the stack name ${JSON.stringify(name)}, which comes from the path ${file}.`,
    remedy:
      'Rename it: letters, digits, dashes and underscores, a letter or digit first, at most 63.',
    place: { file, line: 1, column: 1 },
  }
}
