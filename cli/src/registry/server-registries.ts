import { CliError } from '../cli-error.ts'
import type { RunningServer } from '../input/running-server.ts'
import type { Registries } from './registries.ts'

/** Those of a running server, by its API. */
export function serverRegistries(server: RunningServer): Registries {
  return {
    list: async () => (await told(server.call('listRegistries', {}))).registries,
    save: (host, body) => told(server.call('saveRegistry', { params: { host }, body })),
    remove: (host) => told(server.call('deleteRegistry', { params: { host } })),
  }
}

/** A remedy in the words of the command line. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const remedy = error.remedy?.replace('"check": false', '--no-check')
    throw new CliError(error.code, error.message, remedy, error.exitCode)
  }
}
