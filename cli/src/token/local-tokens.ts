import { openState, type State } from '@kesako/server'
import { CliError } from '../cli-error.ts'
import { callerActor } from '../input/files-deployment.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import { takeLock } from '../serve/process-lock.ts'
import type { World } from '../world.ts'
import type { TokenDesk } from './token-desk.ts'

/** Those of a state folder that no server runs on. The folder is locked meanwhile. */
export function localTokens(world: World, data: DataFolder): TokenDesk {
  async function within<T>(use: (state: State) => Promise<T>): Promise<T> {
    const lock = await takeLock(data.lock, world.processId)
    try {
      return await use(await openState(data.state, world))
    } finally {
      await lock.release()
    }
  }
  const writeDown = (
    state: State,
    action: string,
    target: Readonly<Record<string, string>>,
  ): Promise<void> =>
    state.audit.write({
      at: new Date(world.now()).toISOString(),
      by: callerActor(world).name,
      via: 'file',
      action,
      target,
      result: 'done',
    })

  return {
    list: () => within(({ tokens }) => Promise.resolve(tokens.list())),
    create: (token) =>
      within(async (state) => {
        const made = await state.tokens.create(token)
        if (made === undefined) {
          throw new CliError(
            'token-exists',
            `There is a token ${token.name} already.`,
            'Choose another name, or revoke the old one first: kesako token revoke NAME',
          )
        }
        await writeDown(state, 'createToken', { name: made.name, role: made.role })
        return made
      }),
    remove: (id) =>
      within(async (state) => {
        if (!(await state.tokens.remove(id))) {
          throw new CliError('token-unknown', `There is no token with the id ${id}.`)
        }
        await writeDown(state, 'deleteToken', { id })
      }),
    audit: (limit) => within(({ audit }) => audit.read(limit)),
  }
}
