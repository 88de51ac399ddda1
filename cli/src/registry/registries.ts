import { access } from 'node:fs/promises'
import type { RegistryLogin, RegistryView } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import { lockHolder } from '../serve/process-lock.ts'
import type { World } from '../world.ts'

/** What the verbs of `kesako registry` work on: a running server, or its state folder. */
export interface Registries {
  list(): Promise<readonly RegistryView[]>
  /** `check` of the answer says what the registry said. */
  save(registry: string, login: RegistryLogin): Promise<RegistryView & { readonly check: string }>
  /** Rejects where there are none. */
  remove(registry: string): Promise<void>
}

/** The server that runs on a data folder, which alone may write there; else its state folder. */
export async function registriesOf(world: World, data: DataFolder): Promise<Registries> {
  const holder = await lockHolder(data.lock)
  if (holder !== undefined) {
    const { serverRegistries } = await import('./server-registries.ts')
    const { runningServer } = await import('../input/running-server.ts')
    return serverRegistries(await runningServer(world, data, holder.url))
  }
  await access(data.state).catch(() => {
    throw new CliError(
      'no-state-folder',
      `There is no state folder in ${data.path}, and no Kesako runs on it.`,
      'Start it first: kesako up. Or name the data folder of the server with --data DIR.',
    )
  })
  const { localRegistries } = await import('./local-registries.ts')
  return localRegistries(world, data)
}
