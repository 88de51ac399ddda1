import { CommanderError } from 'commander'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'

/** How an error ends a verb. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly remedy?: string
  readonly exitCode: ExitCode
}

/**
 * Names any error. Those of Kesako's packages bring code and remedy; what an engine refused is named
 * by its kind; what is left is a fault of ours, code `unexpected`.
 */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return { code: 'unexpected', message: String(error), exitCode: EXIT.failed }
  }
  const { message } = error
  if (error instanceof CommanderError) {
    const sentence = message.replace(/^error: /, '')
    return { code: 'wrong-use', message: sentence, exitCode: EXIT.wrongUse }
  }
  const exitCode = error instanceof CliError ? error.exitCode : EXIT.failed
  const code = codeOf(error)
  const remedy = remedyOf(error, code)
  return { code, message, exitCode, ...(remedy === undefined ? {} : { remedy }) }
}

function codeOf(error: Error): string {
  if ('kind' in error && typeof error.kind === 'string') {
    return error.kind === 'aborted' ? 'interrupted' : `engine-${error.kind}`
  }
  if (!('code' in error) || typeof error.code !== 'string') return 'unexpected'
  // Those of the system are in capitals: EACCES, ENOSPC.
  return /^[A-Z0-9_]+$/.test(error.code) ? `system-${error.code.toLowerCase()}` : error.code
}

function remedyOf(error: Error, code: string): string | undefined {
  switch (code) {
    case 'listen-failed':
      return 'Choose another address with --listen, for example --listen 127.0.0.1:8081, or end what uses this one.'
    case 'engine-no-manager':
      return 'Name a manager with DOCKER_HOST; an engine that is in no swarm becomes one by `kesako up` or `docker swarm init`.'
    case 'system-eacces':
    case 'system-eperm':
      return 'Run this as the owner of that file or folder, or name another folder with --data.'
    default:
      return 'remedy' in error && typeof error.remedy === 'string' ? error.remedy : undefined
  }
}
