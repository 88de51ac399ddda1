import { EXIT, type ExitCode } from '../exit-code.ts'
import { neededServer } from '../input/needed-server.ts'
import { describeAction } from '../output/action-report.ts'
import { writeJson } from '../output/report.ts'
import type { World } from '../world.ts'
import type { ActionOptions } from './node-availability.ts'

/** Kills the container of one task. */
export async function kill(
  world: World,
  id: string,
  { data, dryRun = false, json = false }: ActionOptions,
): Promise<ExitCode> {
  const server = await neededServer(world, data)
  const answer = await server.call('killTask', { params: { id }, query: { dryRun } })
  if (json) writeJson(world, answer)
  else world.stdout.write(`${describeAction(answer, dryRun)}\n`)
  return EXIT.done
}
