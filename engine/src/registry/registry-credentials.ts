import type { RegistryAuth } from '../engine-api.ts'

/** Where credentials for registries come from. */
export interface RegistryCredentials {
  /**
   * For images of that registry, as `registryOf` names it; undefined where nothing is known.
   * Rejects with CredentialsError where a source fails.
   */
  find(registry: string, signal?: AbortSignal): Promise<RegistryAuth | undefined>
  /** When those of a registry were saved, milliseconds since 1970; undefined where nobody knows. */
  savedAt(registry: string): number | undefined
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
    savedAt: (registry) =>
      sources.map((source) => source.savedAt(registry)).find((at) => at !== undefined),
  }
}

export const NO_CREDENTIALS: RegistryCredentials = firstOf([])
