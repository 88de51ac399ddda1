import { type Deployment, hasErrors, type Plan, preflight } from '@kesako/core'
import { type DeployResult, deployStack } from '@kesako/deploy'
import { CliError, wrongUse } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { connect } from '../input/connect.ts'
import { filesContext, filesOwnership } from '../input/files-deployment.ts'
import { stackFromFiles } from '../input/stack-from-files.ts'
import { describeEnd, describeEvent } from '../output/deployment-lines.ts'
import { reportProblems, writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'
import { applyRepository } from './apply-repository.ts'

export interface ApplyOptions {
  readonly composeFile: readonly string[]
  readonly repo?: string
  readonly revision?: string
  readonly stack?: string
  readonly confirmRemovals?: boolean
  readonly json?: boolean
}

/** Deploys the files of `-c`, or a revision of a stacks repository, and waits until all is healthy. */
export async function apply(
  world: World,
  stack: string | undefined,
  options: ApplyOptions,
): Promise<ExitCode> {
  if (options.repo !== undefined) return applyRepository(world, options.repo, options)
  if (stack === undefined) {
    throw wrongUse('No stack is named.', 'Write `apply -c FILE STACK`, or `apply --repo DIR`.')
  }
  const source = await stackFromFiles(world, stack, options.composeFile)
  const style = styleFor(world.stderr, world.environment)
  reportProblems(world, style, source.problems)
  if (source.desired === undefined || hasErrors(source.problems)) return EXIT.failed

  using connection = await connect(world)
  const context = filesContext(world, connection.engine, (event) => {
    const line = describeEvent(event, style)
    if (line !== undefined) world.stderr.write(`${line}\n`)
  })
  const live = await connection.engine.liveState(world.signal)
  const before = preflight(source.desired, live)
  reportProblems(world, style, before)
  if (hasErrors(before)) return EXIT.failed
  const result = await deployStack(context, {
    desired: source.desired,
    policy: source.policy,
    ownership: filesOwnership(source),
    appliedBefore: false,
    revision: '',
    actor: { name: world.environment['USER'] ?? 'cli', via: 'cli' },
    live,
    newer: world.signal,
  })
  return report(world, stack, result, options.json === true)
}

/** Tells how it ended, on stdout. */
export function report(world: World, stack: string, result: DeployResult, json: boolean): ExitCode {
  switch (result.kind) {
    case 'ended':
      return reportEnd(world, result.deployment, json)
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

function reportEnd(world: World, deployment: Deployment, json: boolean): ExitCode {
  const style = styleFor(world.stdout, world.environment)
  if (json) writeJson(world, { deployments: [deployment] })
  else world.stdout.write(`${describeEnd(deployment, style)}\n`)
  const outcome = deployment.end?.outcome
  return outcome === 'deployed' || outcome === 'removed' || outcome === 'unchanged'
    ? EXIT.done
    : EXIT.failed
}

function reportNothing(
  world: World,
  stack: string,
  plan: Plan | undefined,
  json: boolean,
): ExitCode {
  const holds = plan?.changes.filter(({ action }) => action === 'hold') ?? []
  if (json) writeJson(world, { deployments: [], held: holds.length > 0 })
  else world.stdout.write(`${stack}: ${holds.length > 0 ? 'held' : 'nothing to do'}\n`)
  return holds.length > 0 ? EXIT.failed : EXIT.done
}
