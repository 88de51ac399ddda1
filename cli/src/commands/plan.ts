import { hasErrors, isEmpty, type Plan, preflight, type Problem, renderPlan } from '@kesako/core'
import { planStack } from '@kesako/deploy'
import { wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { closing } from '../input/closing.ts'
import { connect } from '../input/connect.ts'
import { filesContext, filesOwnership } from '../input/files-deployment.ts'
import { openStacksRepository, revisionOf } from '../input/open-stacks-repository.ts'
import { atRevision, repositoryRunner } from '../input/repository-runner.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { publicPlan } from '../output/public-plan.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface PlanOptions {
  readonly composeFile: readonly string[]
  readonly repo?: string
  readonly revision?: string
  readonly stack?: string
  readonly check?: boolean
  readonly json?: boolean
}

interface Planned {
  readonly plans: readonly Plan[]
  readonly problems: readonly Problem[]
}

/** Shows what `apply` would change. Writes nothing to the engine, the repository or the journal. */
export async function plan(
  world: World,
  stack: string | undefined,
  options: PlanOptions,
): Promise<ExitCode> {
  const { plans, problems } =
    options.repo === undefined
      ? await planFiles(world, stack, options)
      : await planRepository(world, options.repo, options)
  const style = styleFor(world.stdout, world.environment)
  reportProblems(world, styleFor(world.stderr, world.environment), [
    ...problems,
    ...plans.flatMap(({ warnings }) => warnings),
  ])
  if (options.json === true) writeJson(world, { plans: plans.map(publicPlan), problems })
  else for (const each of plans) world.stdout.write(`${renderPlan(each, { color: style.color })}\n`)
  if (hasErrors(problems)) return EXIT.failed
  const somethingToDo = plans.some((each) => !isEmpty(each) || each.changes.length > 0)
  return options.check === true && somethingToDo ? EXIT.planNotEmpty : EXIT.done
}

async function planFiles(
  world: World,
  stack: string | undefined,
  options: PlanOptions,
): Promise<Planned> {
  if (stack === undefined) {
    throw wrongUse('No stack is named.', 'Write `plan -c FILE STACK`, or `plan --repo DIR`.')
  }
  const source = await stackFromFiles(world, stack, options.composeFile)
  const { desired, policy, problems } = source
  if (desired === undefined) return { plans: [], problems }
  using connection = await connect(world)
  const context = filesContext(world, connection.engine, () => {})
  const live = await connection.engine.liveState(world.signal)
  const request = { desired, policy, ownership: filesOwnership(source), appliedBefore: false }
  return {
    plans: [await planStack(context, request, live)],
    problems: [...problems, ...preflight(desired, live)],
  }
}

async function planRepository(world: World, repo: string, options: PlanOptions): Promise<Planned> {
  await using opened = closing(openStacksRepository(world, repo))
  const revision = await revisionOf(opened.opened, options.revision)
  const repository = atRevision(opened.opened, revision)
  const state = await repository.load(revision)
  const chosen = state.stacks.filter(
    ({ name }) => options.stack === undefined || name === options.stack,
  )
  if (options.stack !== undefined && chosen.length === 0) {
    throw wrongUse(`Revision ${revision.slice(0, 12)} has no stack ${options.stack}.`)
  }
  using connection = await connect(world)
  const runner = await repositoryRunner(world, connection.engine, repository)
  const live = await connection.engine.liveState(world.signal)
  const plans = await Promise.all(
    chosen
      .filter(({ enabled, desired }) => !enabled || desired !== undefined)
      .map(({ name }) => runner.plan(state, name, live)),
  )
  await runner.stop()
  return {
    plans,
    problems: [
      ...(options.stack === undefined ? state.problems : []),
      ...chosen.flatMap(({ problems, desired }) => [
        ...problems,
        ...(desired === undefined ? [] : preflight(desired, live)),
      ]),
    ],
  }
}
