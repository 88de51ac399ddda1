import { CommanderError } from 'commander'
import { EXIT, type ExitCode } from './exit-code.ts'
import { describeFailure } from './output/failure.ts'
import { styleFor } from './output/style.ts'
import { program } from './program.ts'
import type { World } from './world.ts'

/** Runs one command line (without the names of Node and program) and resolves with its exit code. */
export async function run(world: World, args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done
  try {
    const kesako = program(world, (ended) => {
      code = ended
    })
    if (args.length === 0) {
      kesako.outputHelp({ error: true })
      return EXIT.wrongUse
    }
    await kesako.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    // --help and --version.
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done
    return reportFailure(world, error, args.includes('--json'))
  }
}

function reportFailure(world: World, error: unknown, json: boolean): ExitCode {
  const { exitCode, ...failure } = describeFailure(error)
  if (json) world.stdout.write(`${JSON.stringify({ error: failure }, null, 2)}\n`)
  // Commander has said it already, with the place of its help.
  if (error instanceof CommanderError) return exitCode
  const style = styleFor(world.stderr, world.environment)
  world.stderr.write(`${style.red('error')}: ${failure.message}\n`)
  if (failure.remedy !== undefined) world.stderr.write(`    ${failure.remedy}\n`)
  if (world.environment['KESAKO_DEBUG'] === '1' && error instanceof Error) {
    world.stderr.write(`${error.stack ?? ''}\n`)
  }
  return exitCode
}
