import type { serviceSchema } from '../compose/schema/service-schema.ts'
import type { config, secret } from '../compose/schema/file-object-schema.ts'
import type { network } from '../compose/schema/network-schema.ts'
import type { volumeEntry } from '../compose/schema/volume-entry-schema.ts'
import type { Infer } from '../compose/schema/infer.ts'

/*
 * A Compose file as it is written: what its schema takes, section by section, for the compiler
 * gives up on the type of the whole.
 */

export type WrittenService = Infer<typeof serviceSchema>
export type WrittenDeploy = NonNullable<WrittenService['deploy']>
export type WrittenNetwork = Infer<typeof network> | null
export type WrittenVolume = Infer<typeof volumeEntry> | null
export type WrittenSecret = Infer<typeof secret>
export type WrittenConfig = Infer<typeof config>

type Named<Value> = Readonly<Record<string, Value>>

export interface ComposeDocument {
  readonly version: string
  readonly services: Named<WrittenService>
  readonly networks?: Named<WrittenNetwork>
  readonly volumes?: Named<WrittenVolume>
  readonly configs?: Named<WrittenConfig>
  readonly secrets?: Named<WrittenSecret>
}
