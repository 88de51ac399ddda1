import { composeSchema } from '../schema/compose-schema.ts'
import { settingsSchema } from '../schema/settings-schema.ts'
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts'

const dialect = 'https://json-schema.org/draft/2020-12/schema'

/** The JSON Schema of Compose files of a swarm stack, for editors. */
export function composeJsonSchema(): JsonSchema {
  return {
    $schema: dialect,
    title: 'Compose file of a swarm stack',
    description: 'Compose file format 3.0 to 3.13, as `docker stack deploy` and Kesako read it.',
    ...jsonSchemaOf(composeSchema, { hasVariables: true, path: [] }),
  }
}

/** The JSON Schema of `stack-<stack>.json`, for editors. */
export function settingsJsonSchema(): JsonSchema {
  return {
    $schema: dialect,
    title: 'Stack settings',
    description: 'Settings of a stack in a stacks repository of Kesako.',
    ...jsonSchemaOf(settingsSchema, { hasVariables: false, path: [] }),
  }
}
