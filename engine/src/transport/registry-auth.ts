import type { RegistryAuth } from '../engine-api.ts'

/**
 * Header with the credentials for a registry, or none. Base64url with padding: engines before 23
 * refuse it without.
 */
export function registryAuthHeader(
  auth: RegistryAuth | undefined,
): Readonly<Record<string, string>> {
  if (auth === undefined) return {}
  const { username, password, identitytoken, registrytoken, serveraddress } = auth
  const json = JSON.stringify({ username, password, identitytoken, registrytoken, serveraddress })
  const base64 = Buffer.from(json, 'utf8').toString('base64')
  return { 'x-registry-auth': base64.replaceAll('+', '-').replaceAll('/', '_') }
}
