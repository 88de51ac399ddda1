import { EXIT, type ExitCode } from './exit-code.ts'

/** Ends a verb with a sentence, what to do about it, and an exit code. */
export class CliError extends Error {
  readonly code: string
  readonly remedy: string | undefined
  readonly exitCode: ExitCode

  constructor(code: string, message: string, remedy?: string, exitCode: ExitCode = EXIT.failed) {
    super(message)
    this.name = 'CliError'
    this.code = code
    this.remedy = remedy
    this.exitCode = exitCode
  }
}

/** Wrong use: exit code 2. */
export function wrongUse(message: string, remedy?: string): CliError {
  return new CliError('wrong-use', message, remedy, EXIT.wrongUse)
}
