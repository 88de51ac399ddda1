import type { ActionAnswer } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import type { RunningServer } from '../input/running-server.ts'
import { describeAction } from '../output/action-report.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'
import type { ActionOptions } from './node-availability.ts'

/** Restarts one service, or all of a stack one after another. */
export async function restart(
  world: World,
  name: string,
  { data, dryRun = false, json = false }: ActionOptions,
): Promise<ExitCode> {
  const server = await neededServer(world, data)
  const answers: ActionAnswer[] = []
  for (const id of await servicesOf(server, name)) {
    const answer = await server.call('restartService', { params: { id }, query: { dryRun } })
    answers.push(answer)
    if (!json) world.stdout.write(`${describeAction(answer, dryRun)}\n`)
  }
  if (json) writeJson(world, { actions: answers })
  return EXIT.done
}

/** The services of a stack of that name; else the name itself, which stands for a service. */
async function servicesOf(server: RunningServer, name: string): Promise<readonly string[]> {
  const { stacks } = await server.call('listStacks', { query: {} })
  const stack = stacks.find((one) => one.name === name)
  if (stack === undefined) return [name]
  const ids = stack.services.flatMap(({ id }) => id ?? [])
  if (ids.length > 0) return ids
  throw new CliError(
    'nothing-runs',
    `The stack ${name} has no service on the swarm.`,
    'See what keeps it from there: kesako status ' + name,
  )
}
