import type { RegistryAuth } from '../engine-api.ts'
import type { ReadFile } from '../address/docker-context.ts'
import { askHelper } from './credential-helper.ts'
import {
  authFor,
  type DockerConfigAuths,
  helperFor,
  isEmptyAuth,
  parseDockerConfigAuths,
} from './docker-config-auths.ts'
import { registryAddress, registryNamed } from './image-registry.ts'
import { CredentialsError, type RegistryCredentials } from './registry-credentials.ts'

/** Helpers take a while to start: what they said is believed for this long. */
const BELIEVED_MS = 30_000

export interface DockerCredentialsOptions {
  /** `DOCKER_CONFIG` names the folder; PATH finds helpers, which get all of it. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly readFile: ReadFile
  /** Monotonic milliseconds. */
  readonly monotonic: () => number
}

export interface DockerCredentials extends RegistryCredentials {
  /** Registries that `config.json` names by themselves, sorted. Asks no helper. */
  registries(): readonly string[]
}

/**
 * Credentials as the docker CLI finds them in `config.json`: a helper of `credHelpers` for that
 * host, else the helper of `credsStore`, else `auths`. The file is read anew for each look-up.
 */
export function dockerCredentials(options: DockerCredentialsOptions): DockerCredentials {
  const folder = options.environment['DOCKER_CONFIG'] || `${options.home}/.docker`
  const path = `${folder}/config.json`
  const believed = new Map<string, { at: number; found: Promise<RegistryAuth | undefined> }>()

  function read(): DockerConfigAuths | undefined {
    const bytes = options.readFile(path)
    if (bytes === undefined) return undefined
    const config = parseDockerConfigAuths(bytes)
    if (config !== undefined) return config
    throw new CredentialsError(
      `${path} is not a JSON object, so no credentials are taken from it.`,
      'Repair or remove it.',
    )
  }

  async function ask(
    config: DockerConfigAuths,
    helper: string,
    registry: string,
    signal?: AbortSignal,
  ) {
    const address = registryAddress(registry)
    const { environment } = options
    const said = await askHelper({ helper, address, environment, signal })
    // A registry token has no place in a helper; it stays in the file.
    const registrytoken = authFor(config, registry)?.registrytoken
    const auth = { ...said, ...(registrytoken === undefined ? {} : { registrytoken }) }
    return isEmptyAuth(auth) ? undefined : auth
  }

  return {
    async find(registry, signal) {
      const config = read()
      if (config === undefined) return undefined
      const helper = helperFor(config, registry)
      if (helper === undefined) return authFor(config, registry)
      const key = `${helper} ${registry}`
      const known = believed.get(key)
      const now = options.monotonic()
      if (known !== undefined && now - known.at < BELIEVED_MS) return known.found
      const found = ask(config, helper, registry, signal)
      believed.set(key, { at: now, found })
      // A failure is told once and not remembered.
      found.catch(() => believed.delete(key))
      return found
    },
    savedAt: () => undefined,
    registries() {
      const config = read()
      const written = [...(config?.auths.keys() ?? []), ...(config?.helpers.keys() ?? [])]
      const names = written.flatMap((key) => registryNamed(key) ?? [])
      return [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1))
    },
  }
}
