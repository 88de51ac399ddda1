import type { RegistryAuth } from '../engine-api.ts'

/** What is known for one registry. */
export interface FoundCredentials {
  readonly auth: RegistryAuth
  /** Milliseconds since 1970; absent where nobody knows. */
  readonly savedAt?: number
}

/** Where credentials for registries come from. */
export interface RegistryCredentials {
  /**
   * For images of that registry, as `registryOf` names it; undefined where nothing is known.
   * Rejects with CredentialsError where a source fails.
   */
  find(registry: string, signal?: AbortSignal): Promise<FoundCredentials | undefined>
}

/** A source of credentials can't be read. Says nothing of what is in it. */
export class CredentialsError extends Error {
  readonly remedy: string
  constructor(message: string, remedy: string) {
    super(message)
    this.name = 'CredentialsError'
    this.remedy = remedy
  }
}

export const NO_CREDENTIALS: RegistryCredentials = { find: () => Promise.resolve(undefined) }

/** The credentials of the first source that has some for a registry. */
export function firstOf(sources: readonly RegistryCredentials[]): RegistryCredentials {
  return {
    async find(registry, signal) {
      for (const source of sources) {
        const found = await source.find(registry, signal)
        if (found !== undefined) return found
      }
      return undefined
    },
  }
}
