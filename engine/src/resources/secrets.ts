import type { LiveSecret, SecretSpec } from '@kesako/core'
import type { Connection } from '../transport/connection.ts'
import { createdId, findObject, readList } from '../transport/json.ts'
import { pathOf } from '../transport/path.ts'

interface SecretAnswer {
  readonly ID: string
  readonly Version: { readonly Index?: number }
  readonly CreatedAt?: string
  readonly UpdatedAt?: string
  readonly Spec: SecretSpec
}

/** `GET /secrets`. */
export async function listSecrets(
  connection: Connection,
  signal?: AbortSignal,
): Promise<readonly LiveSecret[]> {
  const request = { intent: 'list the secrets', method: 'GET', path: '/secrets', signal } as const
  return (await readList<SecretAnswer>(connection, request)).map(liveSecret)
}

/** `GET /secrets/{id or name}`. */
export async function findSecret(
  connection: Connection,
  idOrName: string,
  signal?: AbortSignal,
): Promise<LiveSecret | undefined> {
  const path = pathOf('secrets', idOrName)
  const intent = `read secret ${idOrName}`
  const found = await findObject<SecretAnswer>(connection, { intent, method: 'GET', path, signal })
  return found === undefined ? undefined : liveSecret(found)
}

/** `POST /secrets/create`; the id of the secret. */
export async function createSecret(
  connection: Connection,
  spec: SecretSpec,
  signal?: AbortSignal,
): Promise<string> {
  const intent = `create secret ${spec.Name}`
  return createdId(connection, {
    intent,
    method: 'POST',
    path: '/secrets/create',
    json: spec,
    signal,
  })
}

/** `POST /secrets/{id}/update`. */
export async function updateSecret(
  connection: Connection,
  id: string,
  version: number,
  spec: SecretSpec,
  signal?: AbortSignal,
): Promise<void> {
  await connection.exchange({
    intent: `update secret ${spec.Name}`,
    method: 'POST',
    path: pathOf('secrets', id, '/update'),
    query: { version: String(version) },
    json: spec,
    signal,
  })
}

/** `DELETE /secrets/{id}`. */
export async function removeSecret(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<void> {
  const path = pathOf('secrets', id)
  await connection.exchange({ intent: `remove secret ${id}`, method: 'DELETE', path, signal })
}

function liveSecret({ ID, Version, CreatedAt, UpdatedAt, Spec }: SecretAnswer): LiveSecret {
  return {
    id: ID,
    version: Version.Index ?? 0,
    spec: { ...Spec, Labels: Spec.Labels ?? {} },
    ...(CreatedAt === undefined ? {} : { createdAt: CreatedAt }),
    ...(UpdatedAt === undefined ? {} : { updatedAt: UpdatedAt }),
  }
}
