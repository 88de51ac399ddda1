import { hasErrors, preflight, renderPlan } from '@kesako/core'
import { askingAgain, emptyResolution, planStack } from '@kesako/deploy'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { connect } from '../input/connect.ts'
import { filesContext, filesOwnership, hadOtherInputs } from '../input/files-deployment.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { type StackSource, type StackSourceOptions, stackSource } from '../input/stack-source.ts'
import { reportHeld } from '../output/held.ts'
import { publicPlan } from '../output/public-plan.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'
import type { Planned } from './plan-repository.ts'

export interface PlanOptions extends StackSourceOptions {
  readonly check?: boolean
  readonly resolve?: boolean
  readonly json?: boolean
}

/** Shows what `apply` would change. Writes nothing to the engine, the repository or the journal. */
export async function plan(
  world: World,
  stack: string | undefined,
  options: PlanOptions,
): Promise<ExitCode> {
  const source = stackSource('plan', stack, options)
  const { plans, held, problems } =
    source.kind === 'files'
      ? await planFiles(world, source, options)
      : await (await import('./plan-repository.ts')).planRepository(world, source, options)
  const style = styleFor(world.stdout, world.environment)
  reportProblems(world, styleFor(world.stderr, world.environment), [
    ...problems,
    ...plans.flatMap(({ warnings }) => warnings),
  ])
  if (options.json === true) {
    writeJson(world, { plans: plans.map(publicPlan), ...(held && { held }), problems })
  } else {
    for (const each of plans) world.stdout.write(`${renderPlan(each, { color: style.color })}\n`)
    if (plans.length === 0 && !hasErrors(problems)) world.stdout.write('Nothing to do.\n')
  }
  if (held !== undefined) reportHeld(world, held)
  if (hasErrors([...problems, ...plans.flatMap(({ warnings }) => warnings)])) return EXIT.failed
  const somethingToDo = plans.some(({ changes }) => changes.length > 0)
  return options.check === true && somethingToDo ? EXIT.planNotEmpty : EXIT.done
}

async function planFiles(
  world: World,
  { stack, files }: Extract<StackSource, { kind: 'files' }>,
  options: PlanOptions,
): Promise<Planned> {
  const source = await stackFromFiles(world, stack, files)
  const { desired, policy, problems } = source
  if (desired === undefined || hasErrors(problems)) return { plans: [], problems }
  using connection = await connect(world)
  const context = filesContext(world, connection.engine, () => {})
  const live = await connection.engine.liveState(world.signal)
  const resolve = options.resolve === true
  const ownership = filesOwnership(source.inputs)
  const request = {
    desired,
    policy: askingAgain(policy, resolve),
    ownership,
    pruneUnlabelled: hadOtherInputs(stack, live, ownership),
  }
  return {
    plans: [await planStack(context, request, live, resolve ? emptyResolution() : undefined)],
    problems: [...problems, ...preflight(desired, live, policy)],
  }
}
