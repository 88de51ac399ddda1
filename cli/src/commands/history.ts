import type { Deployment } from '@kesako/core'
import { CliError, wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import {
  findStacksRepository,
  readableHead,
  type RepositoryOptions,
} from '../input/open-stacks-repository.ts'
import { writeJson } from '../output/report.ts'
import { formatTable } from '../output/table.ts'
import type { World } from '../world.ts'

export interface HistoryOptions extends RepositoryOptions {
  readonly limit: string
  readonly json?: boolean
}

/** Prints the journal of one stack, newest first. */
export async function history(
  world: World,
  stack: string,
  options: HistoryOptions,
): Promise<ExitCode> {
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1) {
    throw wrongUse(`--limit takes a whole number from 1, and is ${options.limit}.`)
  }
  const repository = await findStacksRepository(world, options)
  if (repository === undefined) {
    throw new CliError(
      'no-repository',
      'There is no stacks repository in the data folder.',
      'Name one with --repo DIR, or the data folder of the server with --data DIR.',
    )
  }
  try {
    await readableHead(repository)
    const deployments = await repository.journal.history(stack, limit)
    if (options.json === true) writeJson(world, { stack, deployments })
    else world.stdout.write(describe(stack, deployments))
  } finally {
    await repository.close()
  }
  return EXIT.done
}

function describe(stack: string, deployments: readonly Deployment[]): string {
  if (deployments.length === 0) return `${stack} was never deployed from this repository.\n`
  const rows = deployments.map((deployment) => [
    deployment.startedAt,
    deployment.end?.outcome ?? 'running',
    deployment.revision.slice(0, 7),
    `${deployment.actor.name} (${deployment.actor.via})`,
    deployment.end?.reason ?? '',
  ])
  return `${formatTable(['STARTED', 'OUTCOME', 'REVISION', 'BY', 'REASON'], rows)}\n`
}
