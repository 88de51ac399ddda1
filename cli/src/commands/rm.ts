import { FILES_OWNER, ownerWords, REPOSITORY_LABEL, STACK_LABEL } from '@kesako/core'
import { removeStack } from '@kesako/deploy'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { connect } from '../input/connect.ts'
import { callerActor, filesContext } from '../input/files-deployment.ts'
import { describeEvent } from '../output/deployment-lines.ts'
import { writeJson } from '../output/report.ts'
import { styleFor } from '../output/style.ts'
import type { World } from '../world.ts'
import { report } from './apply.ts'

export interface RmOptions {
  readonly json?: boolean
}

/** Removes a stack that `apply -c` deployed. What a repository owns, or others deployed, is refused. */
export async function rm(world: World, stack: string, options: RmOptions): Promise<ExitCode> {
  using connection = await connect(world)
  const live = await connection.engine.liveState(world.signal)
  const owners = new Set(
    live.services
      .filter(({ spec }) => spec.Labels[STACK_LABEL] === stack)
      .map(({ spec }) => spec.Labels[REPOSITORY_LABEL]),
  )
  for (const owner of owners) {
    if (owner === undefined) {
      throw new CliError(
        'not-ours',
        `${stack} was deployed by other means.`,
        `To remove it: docker stack rm ${stack}`,
      )
    }
    if (owner !== FILES_OWNER) {
      throw new CliError(
        'owned-by-other-repository',
        `${stack} belongs to the stacks repository with the root commit ${ownerWords(owner)}.`,
        'Delete its files there, or set "enabled": false in its settings.',
      )
    }
  }
  const style = styleFor(world.stderr, world.environment)
  const context = filesContext(world, connection.engine, (event) => {
    const line = describeEvent(event, style)
    if (line !== undefined) world.stderr.write(`${line}\n`)
  })
  const result = await removeStack(context, {
    stack,
    ownership: { repository: FILES_OWNER, inputsDigest: '' },
    revision: '',
    actor: callerActor(world),
    live,
  })
  if (result.kind !== 'nothing') return report(world, stack, result, options.json === true)
  if (options.json === true) writeJson(world, { deployments: [] })
  else world.stdout.write(`${stack}: nothing of it is on the swarm\n`)
  return EXIT.done
}
