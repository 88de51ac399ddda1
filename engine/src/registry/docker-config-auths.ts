import type { RegistryAuth } from '../engine-api.ts'
import { registryAddress, withoutSchemeAndPath } from './image-registry.ts'

/** What `config.json` of the docker CLI says of registries. */
export interface DockerConfigAuths {
  /** By key as written: a host, or an address. */
  readonly auths: ReadonlyMap<string, RegistryAuth>
  /** Name of the credential helper, by host as written. */
  readonly helpers: ReadonlyMap<string, string>
  /** Name of the helper for every other registry. */
  readonly store?: string
}

/** Undefined for what is no JSON object; what is in it isn't repeated anywhere. */
export function parseDockerConfigAuths(bytes: Uint8Array): DockerConfigAuths | undefined {
  const text = Buffer.from(bytes).toString('utf8')
  if (text.trim() === '') return { auths: new Map(), helpers: new Map() }
  const file = objectOf(parse(text))
  if (file === undefined) return undefined
  const auths = entriesOf(file['auths']).map(([key, entry]) => [key, authOf(key, entry)] as const)
  const helpers = entriesOf(file['credHelpers']).map(
    ([host, name]) => [host, textOf(name)] as const,
  )
  const store = textOf(file['credsStore'])
  return {
    auths: new Map(auths),
    helpers: new Map(helpers),
    ...(store === '' ? {} : { store }),
  }
}

/** The helper to ask for a registry. One that is named and empty means: none, not even the store. */
export function helperFor(config: DockerConfigAuths, registry: string): string | undefined {
  const helper = config.helpers.get(registryAddress(registry)) ?? config.store
  return helper === '' ? undefined : helper
}

/**
 * What `auths` says of a registry: by its own key, else by one whose host is the same once scheme
 * and path are gone. Undefined where it has neither a name nor a token.
 */
export function authFor(config: DockerConfigAuths, registry: string): RegistryAuth | undefined {
  const address = registryAddress(registry)
  const exact = config.auths.get(address)
  const found =
    exact ?? [...config.auths].find(([key]) => withoutSchemeAndPath(key) === address)?.[1]
  return found === undefined || isEmptyAuth(found) ? undefined : found
}

export function isEmptyAuth(auth: RegistryAuth): boolean {
  const { username = '', password = '', identitytoken = '', registrytoken = '' } = auth
  return username + password + identitytoken + registrytoken === ''
}

/** `auth` is base64 of `name:password`, and counts more than the two written out. */
function authOf(key: string, entry: unknown): RegistryAuth {
  const fields = objectOf(entry) ?? {}
  const packed = unpack(textOf(fields['auth']))
  const username = packed?.username ?? textOf(fields['username'])
  const password = packed?.password ?? textOf(fields['password'])
  const identitytoken = textOf(fields['identitytoken'])
  const registrytoken = textOf(fields['registrytoken'])
  return {
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(identitytoken === '' ? {} : { identitytoken }),
    ...(registrytoken === '' ? {} : { registrytoken }),
    serveraddress: key,
  }
}

function unpack(
  auth: string,
): { readonly username: string; readonly password: string } | undefined {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(auth)) return undefined
  const text = Buffer.from(auth, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return {
    username: text.slice(0, colon),
    // Old clients padded passwords with zeros.
    password: trimZeros(text.slice(colon + 1)),
  }
}

function trimZeros(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && text.codePointAt(start) === 0) start += 1
  while (end > start && text.codePointAt(end - 1) === 0) end -= 1
  return text.slice(start, end)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(objectOf(value) ?? {})
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
