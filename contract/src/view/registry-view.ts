import { z } from 'zod'
import type { Wire } from '../wire.ts'

/** A host with or without port: `registry.example.org:5000`, or `docker.io`. Scheme and path are left out by the server. */
export const RegistryHost = z.string().min(1).max(300)

// No control character, and no colon, which ends a user name in HTTP.
const Username = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\p{Cc}:]+$/u, 'A user name has no colon and no control characters.')

export const RegistryLogin = z.strictObject({
  username: Username,
  /** Or a token that the registry takes as one. */
  password: z.string().min(1).max(65_536),
  /** False saves without asking the registry. Default true. */
  check: z.boolean().exactOptional(),
})
export type RegistryLogin = Wire<typeof RegistryLogin>

/** What is known of the credentials for a registry; never the credentials. */
export const RegistryView = z.object({
  registry: z.string(),
  /** Kept by this server, or named by the docker `config.json` of its process. */
  source: z.enum(['state', 'docker-config']),
  username: z.string().exactOptional(),
  savedAt: z.iso.datetime().exactOptional(),
  /** Name of the token or person that saved them. */
  savedBy: z.string().exactOptional(),
})
export type RegistryView = Wire<typeof RegistryView>

export const RegistryList = z.object({ registries: z.array(RegistryView) })
export type RegistryList = Wire<typeof RegistryList>

/** `check` says what the registry answered, or that it wasn't asked. */
export const SavedRegistry = RegistryView.extend({ check: z.string() })
export type SavedRegistry = Wire<typeof SavedRegistry>
