import type { Place, Problem } from '../problem.ts'
import { type Report, reportError } from './report.ts'

const stackName = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/
/** What the engine takes as the name of a service or a network. */
const dnsName = /^[a-zA-Z0-9](?:[a-zA-Z0-9_-]*[a-zA-Z0-9])?$/
/** What the engine takes as the name of a secret or a config. */
const fileName = /^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?$/

/** The problem with a stack's name, or undefined. */
export function stackNameProblem(name: string): Problem | undefined {
  if (name.length <= 61 && stackName.test(name)) return undefined
  return {
    code: 'stack-name',
    severity: 'error',
    message: `"${name.slice(0, 80)}" can't be the name of a stack`,
    remedy: 'Use letters, digits, dashes and underscores, a letter or digit first, 61 at most.',
  }
}

/** Reports a full name that the engine would refuse after half of the stack was made. */
export function checkName(
  kind: 'service' | 'network' | 'secret' | 'config',
  name: string,
  spot: { readonly place: Place; readonly path: string },
  report: Report,
): void {
  const isFile = kind === 'secret' || kind === 'config'
  const limit = isFile ? 64 : 63
  if (name.length > limit) {
    reportError(report, {
      ...spot,
      code: `${kind}-name`,
      message: `the name of the ${kind}, "${name}", has ${name.length} characters, above the limit of ${limit}`,
      remedy: 'Shorten it, or the name of the stack.',
    })
  } else if (!(isFile ? fileName : dnsName).test(name)) {
    reportError(report, {
      ...spot,
      code: `${kind}-name`,
      message: `the engine refuses "${name}" as the name of a ${kind}`,
      remedy: isFile
        ? 'Use letters, digits, dots, dashes and underscores, a letter or digit first and last.'
        : 'Use letters, digits, dashes and underscores, a letter or digit first and last.',
    })
  }
}
