import type { Problem } from '@kesako/core'

/** As Docker takes them; 61 at most, for a service name has 63 and begins with the stack and an underscore. */
const STACK_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}$/u

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
      'Rename it: letters, digits, dashes and underscores, a letter or digit first, at most 61.',
    place: { file, line: 1, column: 1 },
  }
}
