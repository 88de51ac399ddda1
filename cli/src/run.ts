import { CommanderError } from 'commander'
import { CliError } from './cli-error.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { styleFor } from './output/style.ts'
import { exitCodeOf, program } from './program.ts'
import type { World } from './world.ts'

/** Runs one command line (without the names of Node and program) and resolves with its exit code. */
export async function run(world: World, args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done
  try {
    const kesako = program(world, (ended) => {
      code = ended
    })
    if (args.length === 0) {
      kesako.outputHelp()
      return EXIT.wrongUse
    }
    await kesako.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error)
    return reportFailure(world, error, args.includes('--json'))
  }
}

function reportFailure(world: World, error: unknown, json: boolean): ExitCode {
  const style = styleFor(world.stderr, world.environment)
  const message = error instanceof Error ? error.message : String(error)
  const known = error instanceof CliError ? error : undefined
  const code = known?.code ?? codeOf(error)
  if (json)
    world.stdout.write(`${JSON.stringify({ error: { code, message, remedy: known?.remedy } })}\n`)
  world.stderr.write(`${style.red('error')}: ${message}\n`)
  if (known?.remedy !== undefined) world.stderr.write(`    ${known.remedy}\n`)
  if (known === undefined && world.environment['KESAKO_DEBUG'] === '1' && error instanceof Error) {
    world.stderr.write(`${error.stack ?? ''}\n`)
  }
  return known?.exitCode ?? EXIT.failed
}

/** The engine's errors carry their kind; everything else is a fault of ours. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'kind' in error && typeof error.kind === 'string') {
    return `engine-${error.kind}`
  }
  return 'unexpected'
}
