import type { RegistryAuth, RegistryLogin } from '../engine-api.ts'
import type { Connection } from '../transport/connection.ts'
import { readObject } from '../transport/json.ts'

interface AuthAnswer {
  readonly Status?: string
  readonly IdentityToken?: string
}

/** `POST /auth`: the engine logs in to a registry and says how that went. */
export async function loginToRegistry(
  connection: Connection,
  auth: RegistryAuth,
  signal?: AbortSignal,
): Promise<RegistryLogin> {
  const answer = await readObject<AuthAnswer>(connection, {
    intent: `log in to registry ${auth.serveraddress ?? ''}`,
    method: 'POST',
    path: '/auth',
    json: auth,
    signal,
  })
  const { Status: status = '', IdentityToken: identityToken = '' } = answer
  return { status, ...(identityToken === '' ? {} : { identityToken }) }
}
