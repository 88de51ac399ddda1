import type { RegistryView } from '@kesako/contract'
import { z } from 'zod'

/** The credentials for one registry, as the state folder keeps them sealed. */
export const RegistryRecord = z.strictObject({
  /** As `registryOf` of the engine package names it. */
  registry: z.string(),
  username: z.string(),
  password: z.string().exactOptional(),
  /** What the registry gave in place of the password. */
  identityToken: z.string().exactOptional(),
  savedAt: z.iso.datetime(),
  /** Who saved them. */
  savedBy: z.string(),
})
export type RegistryRecord = Readonly<z.infer<typeof RegistryRecord>>

export const RegistryRecords = z.array(RegistryRecord)

/** What may be shown of it. */
export function registryView(record: RegistryRecord): RegistryView {
  const { registry, username, savedAt, savedBy } = record
  return { registry, source: 'state', username, savedAt, savedBy }
}
