import { compose, type TestService } from './compose.ts'

/** A service of a Compose file for tests of stages and dependencies. */
export interface StagedService extends TestService {
  /** Lines of the service's own `x-kesako`. */
  readonly order?: string
  /** A replicated job that isn't tried again. */
  readonly job?: boolean
  /** A constraint on nodes. */
  readonly placed?: string
}

/** The same Compose files as `compose`, with an order: lines of the stack's `x-kesako`. */
export function stagedCompose(
  services: Readonly<Record<string, StagedService>>,
  order = '',
): string {
  const plain = Object.fromEntries(
    Object.entries(services).map(
      ([name, { order: own, more = '', placed: _placed, job: _job, ...service }]) => [
        name,
        { ...service, more: own === undefined ? more : `${more}\nx-kesako: { ${own} }`.trim() },
      ],
    ),
  )
  const text = compose(plain).replace(
    'x-kesako:\n',
    `x-kesako:\n${order === '' ? '' : `  ${order}\n`}`,
  )
  return Object.entries(services).reduce((all, [name, { job = false, placed }]) => {
    const block = job ? asJob(all, name) : all
    return placed === undefined
      ? block
      : inDeploy(block, name, `placement:\n        constraints: ['${placed}']`)
  }, text)
}

function inDeploy(text: string, name: string, lines: string): string {
  const [before, rest = ''] = text.split(`  ${name}:\n`)
  return `${before}  ${name}:\n${rest.replace('    deploy:\n', `    deploy:\n      ${lines}\n`)}`
}

/** The engine refuses jobs with settings of updates. */
function asJob(text: string, name: string): string {
  const [before, rest = ''] = text.split(`  ${name}:\n`)
  const plain = / +restart_policy:\n.*\n +update_config:\n.*\n?/
  const job = '      mode: replicated-job\n      restart_policy:\n        condition: none\n'
  return `${before}  ${name}:\n${rest.replace(plain, job)}`
}
