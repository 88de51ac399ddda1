import { RegistryLogin } from '@kesako/contract'
import {
  checkLogin,
  knownRegistries,
  type LoginCheck,
  openRegistries,
  type RegistryStore,
} from '@kesako/server'
import { CliError, wrongUse } from '../cli-error.ts'
import { connect } from '../input/connect.ts'
import { callerActor } from '../input/files-deployment.ts'
import { processCredentials } from '../input/process-credentials.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import { takeLock } from '../serve/process-lock.ts'
import type { World } from '../world.ts'
import type { Registries } from './registries.ts'

/** Those of a state folder that no server runs on. The folder is locked while it is written. */
export function localRegistries(world: World, data: DataFolder): Registries {
  const open = (): Promise<RegistryStore> => openRegistries(data.state, world)

  async function writing<T>(write: (store: RegistryStore) => Promise<T>): Promise<T> {
    const lock = await takeLock(data.lock, world.processId)
    try {
      return await write(await open())
    } finally {
      await lock.release()
    }
  }

  return {
    list: async () =>
      knownRegistries((await open()).list(), processCredentials(world).registries()),
    async save(registry, given) {
      const parsed = RegistryLogin.safeParse(given)
      if (!parsed.success) throw wrongUse(parsed.error.issues[0]?.message ?? '')
      const { username, password, check = true } = given
      const login = check ? await accepted(world, registry, given) : undefined
      const savedBy = callerActor(world).name
      const token = login?.identityToken
      const saved = await writing((store) =>
        store.save({
          registry,
          username,
          password,
          savedBy,
          ...(token === undefined ? {} : { identityToken: token }),
        }),
      )
      return { ...saved, check: login?.sentence ?? 'It was not checked.' }
    },
    async remove(registry) {
      if (await writing((store) => store.remove(registry))) return
      throw new CliError(
        'registry-unknown',
        `There are no credentials for ${registry} in the state folder.`,
        'See all: kesako registry ls',
      )
    },
  }
}

async function accepted(
  world: World,
  registry: string,
  { username, password }: RegistryLogin,
): Promise<Extract<LoginCheck, { readonly kind: 'accepted' }>> {
  using connection = await connect(world)
  const check = await checkLogin(connection.engine, { registry, username, password })
  if (check.kind === 'accepted') return check
  throw new CliError(
    check.kind === 'denied' ? 'registry-denied' : 'registry-unreachable',
    check.reason,
    'Nothing was saved. Correct it, or save it unchecked: --no-check.',
  )
}
