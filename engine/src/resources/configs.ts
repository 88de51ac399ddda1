import type { LiveConfig, ConfigSpec } from '@kesako/core'
import type { Connection } from '../transport/connection.ts'
import { createdId, findObject, readList } from '../transport/json.ts'
import { pathOf } from '../transport/path.ts'

interface ConfigAnswer {
  readonly ID: string
  readonly Version: { readonly Index?: number }
  readonly CreatedAt?: string
  readonly UpdatedAt?: string
  readonly Spec: ConfigSpec
}

/** `GET /configs`. */
export async function listConfigs(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveConfig[]> {
  const request = { intent: 'list the configs', method: 'GET', path: '/configs', signal } as const
  return (await readList<ConfigAnswer>(connection, request)).map(liveConfig)
}

/** `GET /configs/{id or name}`. */
export async function findConfig(
  connection: Connection,
  idOrName: string,
  signal?: AbortSignal,
): Promise<LiveConfig | undefined> {
  const path = pathOf('configs', idOrName)
  const intent = `read config ${idOrName}`
  const found = await findObject<ConfigAnswer>(connection, { intent, method: 'GET', path, signal })
  return found === undefined ? undefined : liveConfig(found)
}

/** `POST /configs/create`; the id of the config. */
export async function createConfig(
  connection: Connection,
  spec: ConfigSpec,
  signal?: AbortSignal,
): Promise<string> {
  const intent = `create config ${spec.Name}`
  return createdId(connection, {
    intent,
    method: 'POST',
    path: '/configs/create',
    json: spec,
    signal,
  })
}

/** `POST /configs/{id}/update`. */
export async function updateConfig(
  connection: Connection,
  id: string,
  version: number,
  spec: ConfigSpec,
  signal?: AbortSignal,
): Promise<void> {
  await connection.exchange({
    intent: `update config ${spec.Name}`,
    method: 'POST',
    path: pathOf('configs', id, '/update'),
    query: { version: String(version) },
    json: spec,
    signal,
  })
}

/** `DELETE /configs/{id}`. */
export async function removeConfig(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const path = pathOf('configs', id)
  await connection.exchange({ intent: `remove config ${id}`, method: 'DELETE', path, signal })
}

function liveConfig({ ID, Version, CreatedAt, UpdatedAt, Spec }: ConfigAnswer): LiveConfig {
  return {
    id: ID,
    version: Version.Index ?? 0,
    spec: { ...Spec, Labels: Spec.Labels ?? {}, Data: Spec.Data ?? '' },
    ...(CreatedAt === undefined ? {} : { createdAt: CreatedAt }),
    ...(UpdatedAt === undefined ? {} : { updatedAt: UpdatedAt }),
  }
}
