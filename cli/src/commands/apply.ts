import {
  type Deployment,
  type DesiredState,
  hasErrors,
  isHeld,
  type LiveState,
  type Plan,
  preflight,
  type Problem,
  stackHealth,
} from '@kesako/core'
import { askingAgain, type DeployResult, deployStack, type TaskExcerpt } from '@kesako/deploy'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { connect } from '../input/connect.ts'
import {
  callerActor,
  filesContext,
  filesOwnership,
  hadOtherInputs,
} from '../input/files-deployment.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { type StackSourceOptions, stackSource } from '../input/stack-source.ts'
import { describeEnd, describeEvent, endedWell } from '../output/deployment-lines.ts'
import { describeFailedTasks } from '../output/failed-tasks.ts'
import { publicPlan } from '../output/public-plan.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'

export interface ApplyOptions extends StackSourceOptions {
  readonly confirmRemovals?: boolean
  readonly resolve?: boolean
  readonly json?: boolean
}

/** Deploys the files of `-c`, or a revision of a stacks repository, and waits until all is healthy. */
export async function apply(
  world: World,
  stack: string | undefined,
  options: ApplyOptions,
): Promise<ExitCode> {
  const source = stackSource('apply', stack, options)
  if (source.kind === 'files') return applyFiles(world, source.stack, source.files, options)
  const { applyRepository } = await import('./apply-repository.ts')
  return applyRepository(world, source, options)
}

async function applyFiles(
  world: World,
  stack: string,
  files: readonly string[],
  options: ApplyOptions,
): Promise<ExitCode> {
  const json = options.json === true
  const style = styleFor(world.stderr, world.environment)
  const refuse = (problems: readonly Problem[]): ExitCode => {
    if (json) writeJson(world, { deployments: [], problems })
    return EXIT.failed
  }
  const { desired, policy, problems, inputs } = await stackFromFiles(world, stack, files)
  reportProblems(world, style, problems)
  if (desired === undefined || hasErrors(problems)) return refuse(problems)

  using connection = await connect(world)
  const context = filesContext(world, connection.engine, (event) => {
    const line = describeEvent(event, style)
    if (line !== undefined) world.stderr.write(`${line}\n`)
  })
  const live = await connection.engine.liveState(world.signal)
  const before = preflight(desired, live, policy)
  reportProblems(world, style, before)
  if (hasErrors(before)) return refuse([...problems, ...before])
  const ownership = filesOwnership(inputs)
  const request = {
    desired,
    policy: askingAgain(policy, options.resolve),
    ownership,
    pruneUnlabelled: hadOtherInputs(stack, live, ownership),
    revision: '',
    actor: callerActor(world),
    live,
    newer: world.signal,
  }
  const first = await deployStack(context, request)
  const result = needsWatching(first, desired, live)
    ? await deployStack(context, { ...request, evenIfEmpty: true })
    : first
  return report(world, stack, result, json, (id) => context.excerpts.of(id))
}

/** Nothing to write, and yet not what was asked for: an attempt before this one failed, or was left. */
function needsWatching(result: DeployResult, desired: DesiredState, live: LiveState): boolean {
  if (result.kind !== 'nothing' || (result.plan !== undefined && isHeld(result.plan))) return false
  const names = desired.services.map(({ Name }) => Name)
  const { health } = stackHealth(desired.stack, live, names)
  return health !== 'healthy' && health !== 'stopped'
}

/** Tells how it ended, on stdout. */
export function report(
  world: World,
  stack: string,
  result: DeployResult,
  json: boolean,
  excerpts: (deploymentId: string) => readonly TaskExcerpt[] = () => [],
): ExitCode {
  switch (result.kind) {
    case 'ended':
      return reportEnd(world, result.deployment, json, excerpts(result.deployment.id))
    case 'nothing':
      return reportNothing(world, stack, result.plan, json)
    case 'stopped':
    case 'overtaken':
      throw new CliError(
        'interrupted',
        `${stack}: interrupted before it was known to be healthy.`,
        'What was applied goes on by itself; run the same again to watch it.',
      )
  }
}

function reportEnd(
  world: World,
  deployment: Deployment,
  json: boolean,
  excerpts: readonly TaskExcerpt[],
): ExitCode {
  const style = styleFor(world.stdout, world.environment)
  if (json) writeJson(world, { deployments: [deployment] })
  else world.stdout.write(`${describeEnd(deployment, style)}\n`)
  world.stderr.write(describeFailedTasks(excerpts, styleFor(world.stderr, world.environment)))
  if (deployment.end?.outcome === 'held') tellToPlan(world, deployment.stack)
  return endedWell(deployment) ? EXIT.done : EXIT.failed
}

function reportNothing(
  world: World,
  stack: string,
  plan: Plan | undefined,
  json: boolean,
): ExitCode {
  const held = plan !== undefined && isHeld(plan)
  if (json) writeJson(world, { deployments: [], ...(plan && { plan: publicPlan(plan) }) })
  else world.stdout.write(`${stack}: ${held ? 'held' : 'nothing to do'}\n`)
  if (held) tellToPlan(world, stack)
  return held ? EXIT.failed : EXIT.done
}

function tellToPlan(world: World, stack: string): void {
  world.stderr.write(`    What differs, and what lets it through: kesako plan -c FILE ${stack}\n`)
}
