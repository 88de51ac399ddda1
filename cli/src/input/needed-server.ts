import { CliError } from '../cli-error.ts'
import type { World } from '../world.ts'
import { findRunningServer, type RunningServer } from './running-server.ts'

/** The server that runs on the data folder; a verb that needs one says so where none does. */
export async function neededServer(world: World, data: string | undefined): Promise<RunningServer> {
  const server = await findRunningServer(world, data)
  if (server !== undefined) return server
  throw new CliError(
    'not-running',
    'No Kesako runs on the data folder, and this verb works through one.',
    'Start it: kesako up. Or name the data folder of the server with --data DIR.',
  )
}
