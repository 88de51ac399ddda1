import type { RegistryView } from '@kesako/contract'
import { type RegistryAuth, registryAddress, type RegistryCredentials } from '@kesako/engine'
import { savedRecords } from '../state/saved-records.ts'
import { registryView, type RegistryRecord } from './registry-record.ts'

/** Credentials for registries, kept sealed. Everything is on disk before a promise resolves. */
export interface RegistryStore extends RegistryCredentials {
  /** By name, without what is secret. */
  list(): readonly RegistryView[]
  /** Takes the place of what was saved for that registry. */
  save(credentials: NewCredentials): Promise<RegistryView>
  /** False when there are none. */
  remove(registry: string): Promise<boolean>
}

export interface NewCredentials {
  /** As `registryNamed` of the engine package gives it. */
  readonly registry: string
  readonly username: string
  readonly password: string
  /** Kept in place of the password. */
  readonly identityToken?: string
  readonly savedBy: string
}

export interface RegistryStoreOptions {
  readonly records: readonly RegistryRecord[]
  readonly save: (records: readonly RegistryRecord[]) => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createRegistryStore(options: RegistryStoreOptions): RegistryStore {
  const { current, change } = savedRecords(options.records, options.save)

  // Names of registries are kept in lower case, and images may write them otherwise.
  const recordOf = (registry: string): RegistryRecord | undefined =>
    current().find((known) => known.registry === registry.toLowerCase())

  return {
    find(registry) {
      const record = recordOf(registry)
      return Promise.resolve(record === undefined ? undefined : authOf(record))
    },
    savedAt(registry) {
      const record = recordOf(registry)
      return record === undefined ? undefined : Date.parse(record.savedAt)
    },
    list: () =>
      current()
        .map((record) => registryView(record))
        .toSorted((a, b) => (a.registry < b.registry ? -1 : 1)),
    async save({ registry, username, password, identityToken, savedBy }) {
      const record: RegistryRecord = {
        registry,
        username,
        ...(identityToken === undefined ? { password } : { identityToken }),
        savedAt: new Date(options.now()).toISOString(),
        savedBy,
      }
      await change((current) => [...current.filter((known) => known.registry !== registry), record])
      return registryView(record)
    },
    async remove(registry) {
      let found = false
      await change((current) => {
        found = current.some((known) => known.registry === registry)
        return found ? current.filter((known) => known.registry !== registry) : current
      })
      return found
    },
  }
}

function authOf({ registry, username, password, identityToken }: RegistryRecord): RegistryAuth {
  const serveraddress = registryAddress(registry)
  if (identityToken !== undefined) return { identitytoken: identityToken, serveraddress }
  return { username, ...(password === undefined ? {} : { password }), serveraddress }
}
