import type { RollbackAnswer } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { findRunningServer } from '../input/running-server.ts'
import { writeJson } from '../output/report.ts'
import { describeRollback } from '../output/rollback-report.ts'
import type { World } from '../world.ts'

export interface RollbackOptions {
  readonly dryRun?: boolean
  readonly includeShared?: boolean
  readonly pin?: boolean
  readonly data?: string
  readonly json?: boolean
}

/** Asks the server on the data folder to commit the way back. */
export async function rollback(
  world: World,
  stack: string,
  revision: string,
  options: RollbackOptions,
): Promise<ExitCode> {
  const server = await findRunningServer(world, options.data)
  if (server === undefined) {
    throw new CliError(
      'no-server',
      'No Kesako runs on the data folder.',
      'Name its folder with --data, or restore the files with Git itself and push.',
    )
  }
  const { dryRun = false, includeShared = false, pin = false } = options
  const answer: RollbackAnswer = await server.call('rollbackStack', {
    params: { name: stack },
    query: { dryRun },
    body: { revision, includeShared, pin },
  })
  if (options.json === true) writeJson(world, answer)
  else world.stdout.write(describeRollback(answer, dryRun))
  return EXIT.done
}
