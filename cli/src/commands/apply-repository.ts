import type { Deployment } from '@kesako/core'
import type { PassResult, Runner } from '@kesako/deploy'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { closing } from '../input/closing.ts'
import { connect } from '../input/connect.ts'
import { callerActor } from '../input/files-deployment.ts'
import { chosenStacks, openStacksRepository, revisionOf } from '../input/open-stacks-repository.ts'
import { atRevision, repositoryRunner } from '../input/repository-runner.ts'
import type { StackSource } from '../input/stack-source.ts'
import { describeEnd, describeEvent, endedWell } from '../output/deployment-lines.ts'
import { describeFailedTasks } from '../output/failed-tasks.ts'
import { type Held, reportHeld } from '../output/held.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface ApplyRepositoryOptions {
  readonly confirmRemovals?: boolean
  readonly resolve?: boolean
  readonly json?: boolean
}

/** One pass over a revision: deploys and removes what differs, and records it in the journal. */
export async function applyRepository(
  world: World,
  source: Extract<StackSource, { kind: 'repository' }>,
  options: ApplyRepositoryOptions,
): Promise<ExitCode> {
  await using opened = closing(openStacksRepository(world, source.path))
  const revision = await revisionOf(opened.opened, source.revision)
  // The head may move while this waits for another process; a revision that somebody names may not.
  const repository =
    source.revision === undefined ? opened.opened : atRevision(opened.opened, revision)
  const state = await repository.load(revision)
  const chosen = chosenStacks(state, source.stack)
  const problems = [...state.problems, ...chosen.flatMap((stack) => stack.problems)]
  reportProblems(world, styleFor(world.stderr, world.environment), problems)

  using connection = await connect(world)
  const runner = await repositoryRunner(world, connection.engine, repository)
  const { deployments, held } = await onePass(world, runner, {
    actor: callerActor(world),
    ...(source.stack === undefined ? {} : { stacks: [source.stack] }),
    confirmRemovals: options.confirmRemovals === true,
    resolve: options.resolve === true,
  })
  const style = styleFor(world.stdout, world.environment)
  const tellFailedTasks = ({ id }: Deployment): void => {
    const errors = styleFor(world.stderr, world.environment)
    world.stderr.write(describeFailedTasks(runner.excerpts(id), errors))
  }
  const broken = chosen.some(({ enabled, desired }) => enabled && desired === undefined)
  if (options.json === true) {
    writeJson(world, { revision, deployments, ...(held && { held }), problems })
    for (const deployment of deployments) tellFailedTasks(deployment)
  } else {
    for (const deployment of deployments) {
      world.stdout.write(`${describeEnd(deployment, style)}\n`)
      tellFailedTasks(deployment)
    }
    if (deployments.length === 0 && held === undefined && !broken) {
      world.stdout.write('nothing to do\n')
    }
  }
  if (held !== undefined) reportHeld(world, held)
  return deployments.every(endedWell) && !broken && held === undefined ? EXIT.done : EXIT.failed
}

/** Ctrl-C leaves deployments without an end; the next pass takes them up. */
async function onePass(
  world: World,
  runner: Runner,
  request: Parameters<Runner['sync']>[0],
): Promise<Pick<PassResult, 'deployments'> & { readonly held?: Held }> {
  const style = styleFor(world.stderr, world.environment)
  let heldRemovals: Held | undefined
  const unsubscribe = runner.subscribe((event) => {
    if (event.type === 'everything-held') {
      heldRemovals = { code: event.code, reason: event.reason }
      return
    }
    const line = describeEvent(event, style)
    if (line !== undefined) world.stderr.write(`${line}\n`)
  })
  const stop = (): void => void runner.stop()
  world.signal.addEventListener('abort', stop, { once: true })
  try {
    const result = await runner.sync(request)
    if (world.signal.aborted) throw interrupted()
    const held = result.held ?? heldRemovals
    if (held?.code === 'engine-unreachable' || held?.code === 'internal-error') {
      throw new CliError(held.code, held.reason)
    }
    return { deployments: result.deployments, ...(held === undefined ? {} : { held }) }
  } finally {
    world.signal.removeEventListener('abort', stop)
    unsubscribe()
    await runner.stop()
  }
}

function interrupted(): CliError {
  return new CliError(
    'interrupted',
    'Interrupted before it was known whether all is healthy.',
    'What was applied goes on by itself; run the same again to take it up.',
  )
}
