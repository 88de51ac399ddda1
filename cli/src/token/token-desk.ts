import { access } from 'node:fs/promises'
import type { AuditEntry, CreatedToken, NewToken, TokenView } from '@kesako/contract'
import { CliError } from '../cli-error.ts'
import type { DataFolder } from '../serve/data-folder.ts'
import { lockHolder } from '../serve/process-lock.ts'
import type { World } from '../world.ts'

/** What the verbs of `kesako token` and `kesako audit` work on: a running server, or its state folder. */
export interface TokenDesk {
  list(): Promise<readonly TokenView[]>
  /** Rejects where the name is taken. */
  create(token: NewToken): Promise<CreatedToken>
  /** Rejects where there is no such token. */
  remove(id: string): Promise<void>
  audit(limit: number): Promise<readonly AuditEntry[]>
}

/** The server that runs on a data folder, which alone may write there; else its state folder. */
export async function tokenDesk(world: World, data: DataFolder): Promise<TokenDesk> {
  const holder = await lockHolder(data.lock)
  if (holder !== undefined) {
    const { runningServer } = await import('../input/running-server.ts')
    const server = await runningServer(world, data, holder.url)
    return {
      list: async () => (await server.call('listTokens', {})).tokens,
      create: (body) => server.call('createToken', { body }),
      remove: (id) => server.call('deleteToken', { params: { id } }),
      audit: async (limit) => (await server.call('listAudit', { query: { limit } })).entries,
    }
  }
  await access(data.state).catch(() => {
    throw new CliError(
      'no-state-folder',
      `There is no state folder in ${data.path}, and no Kesako runs on it.`,
      'Start it first: kesako up. Or name the data folder of the server with --data DIR.',
    )
  })
  const { localTokens } = await import('./local-tokens.ts')
  return localTokens(world, data)
}
