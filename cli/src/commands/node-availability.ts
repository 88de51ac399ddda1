import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { describeAction } from '../output/action-report.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'

export interface ActionOptions {
  readonly data?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** Stops all tasks of a node and lets it get no more. */
export function nodeDrain(world: World, id: string, options: ActionOptions): Promise<ExitCode> {
  return act(world, 'drainNode', id, options)
}

/** Lets a node get tasks again. */
export function nodeActivate(world: World, id: string, options: ActionOptions): Promise<ExitCode> {
  return act(world, 'activateNode', id, options)
}

async function act(
  world: World,
  route: 'drainNode' | 'activateNode',
  id: string,
  { data, dryRun = false, json = false }: ActionOptions,
): Promise<ExitCode> {
  const server = await neededServer(world, data)
  const answer = await server.call(route, { params: { id }, query: { dryRun } })
  if (json) writeJson(world, answer)
  else world.stdout.write(`${describeAction(answer, dryRun)}\n`)
  return EXIT.done
}
