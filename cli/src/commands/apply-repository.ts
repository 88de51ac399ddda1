import { EXIT, type ExitCode } from '../exit-code.ts'
import { wrongUse } from '../cli-error.ts'
import { closing } from '../input/closing.ts'
import { connect } from '../input/connect.ts'
import { openStacksRepository, revisionOf } from '../input/open-stacks-repository.ts'
import { atRevision, repositoryRunner } from '../input/repository-runner.ts'
import { describeEnd, describeEvent } from '../output/deployment-lines.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface ApplyRepositoryOptions {
  readonly revision?: string
  readonly stack?: string
  readonly confirmRemovals?: boolean
  readonly json?: boolean
}

/** One pass over a revision: deploys and removes what differs, and records it in the journal. */
export async function applyRepository(
  world: World,
  repo: string,
  options: ApplyRepositoryOptions,
): Promise<ExitCode> {
  await using opened = closing(openStacksRepository(world, repo))
  const revision = await revisionOf(opened.opened, options.revision)
  const repository = atRevision(opened.opened, revision)
  const state = await repository.load(revision)
  const errors = styleFor(world.stderr, world.environment)
  const chosen = state.stacks.filter(
    ({ name }) => options.stack === undefined || name === options.stack,
  )
  if (options.stack !== undefined && chosen.length === 0) {
    throw wrongUse(`Revision ${revision.slice(0, 12)} has no stack ${options.stack}.`)
  }
  reportProblems(world, errors, [...state.problems, ...chosen.flatMap(({ problems }) => problems)])

  using connection = await connect(world)
  const runner = await repositoryRunner(world, connection.engine, repository)
  const unsubscribe = runner.subscribe((event) => {
    const line = describeEvent(event, errors)
    if (line !== undefined) world.stderr.write(`${line}\n`)
  })
  try {
    const result = await runner.sync({
      actor: { name: world.environment['USER'] ?? 'cli', via: 'cli' },
      ...(options.stack === undefined ? {} : { stacks: [options.stack] }),
      confirmRemovals: options.confirmRemovals === true,
    })
    const style = styleFor(world.stdout, world.environment)
    if (options.json === true) writeJson(world, { revision, ...result })
    else {
      for (const deployment of result.deployments) {
        world.stdout.write(`${describeEnd(deployment, style)}\n`)
      }
      if (result.held !== undefined) world.stdout.write(`held: ${result.held.reason}\n`)
      else if (result.deployments.length === 0) world.stdout.write('nothing to do\n')
    }
    const good = result.deployments.every(({ end }) =>
      ['deployed', 'removed', 'unchanged'].includes(end?.outcome ?? ''),
    )
    const broken = chosen.some(({ enabled, desired }) => enabled && desired === undefined)
    return good && !broken && result.held === undefined ? EXIT.done : EXIT.failed
  } finally {
    unsubscribe()
    await runner.stop()
  }
}
