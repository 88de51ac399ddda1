import type { composeSchema } from './schema/compose-schema.ts'
import type { deploySchema } from './schema/deploy-schema.ts'
import type { config, secret } from './schema/file-object-schema.ts'
import type { Infer } from './schema/infer.ts'
import type { network } from './schema/network-schema.ts'
import type { policySchema, servicePolicySchema } from './schema/policy-schema.ts'
import type { serviceSchema } from './schema/service-schema.ts'
import type { settingsSchema } from './schema/settings-schema.ts'
import type { volumeEntry } from './schema/volume-entry-schema.ts'

/*
 * The types of files as they are written, once YAML or JSON is parsed. They are what the schema says.
 */

export type ComposeFile = Infer<typeof composeSchema>
export type ComposeService = Infer<typeof serviceSchema>
export type ComposeDeploy = Infer<typeof deploySchema>
export type ComposeNetwork = Infer<typeof network>
export type ComposeVolume = Infer<typeof volumeEntry>
export type ComposeSecret = Infer<typeof secret>
export type ComposeConfig = Infer<typeof config>
export type ComposePolicy = Infer<typeof policySchema>
export type ComposeServicePolicy = Infer<typeof servicePolicySchema>
export type SettingsFile = Infer<typeof settingsSchema>
