import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import type { RepositoryOptions } from '../input/open-stacks-repository.ts'
import { readStatus } from '../input/read-status.ts'
import { reportHeld } from '../output/held.ts'
import { writeJson } from '../output/report.ts'
import { stackDetails, statusTable } from '../output/status-table.ts'
import type { World } from '../world.ts'

export interface StatusOptions extends RepositoryOptions {
  readonly json?: boolean
}

/** Shows every stack, or one with its services: sync with the repository where there is one, and health. */
export async function status(
  world: World,
  name: string | undefined,
  options: StatusOptions,
): Promise<ExitCode> {
  const report = await readStatus(world, options)
  const stacks = report.stacks.filter((stack) => name === undefined || stack.name === name)
  if (name !== undefined && stacks.length === 0) {
    throw new CliError('stack-unknown', `There is no stack ${name}.`, 'See all: kesako status')
  }
  if (options.json === true) writeJson(world, { ...report, stacks })
  else {
    const text = name === undefined ? statusTable(stacks) : stacks.map(stackDetails).join('\n\n')
    world.stdout.write(`${text}\n`)
  }
  if (report.held !== undefined) reportHeld(world, report.held)
  return EXIT.done
}
