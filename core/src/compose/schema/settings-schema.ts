import type { Fault } from '../report.ts'
import { policyKeys } from './policy-schema.ts'
import { key, record } from './schema.ts'
import { anything, bool, checked, dict, text } from './values.ts'

/** `stack-<stack>.json`. */
export const settingsSchema = record(
  {
    enabled: key(
      'Whether the stack runs. False takes it off the swarm and keeps its files. Default true.',
      bool,
      { example: 'false' },
    ),
    env: key(
      'Variables of the Compose file, by name; they win over those of the variables file.',
      dict(text, /^[a-zA-Z_][a-zA-Z0-9_]*$/),
      { example: '{ "TAG": "1.4.2" }' },
    ),
    stackDefinition: key(
      'The stack definition that the stack is made from, by name.',
      checked('the name of a stack definition', checkFilled),
      { example: '"web"' },
    ),
    options: key('The options that the stack definition gets, by name.', dict(anything), {
      example: '{ "replicas": 3 }',
    }),
    ...policyKeys,
    $schema: key(
      'Where an editor finds the JSON Schema of this file; Kesako does not read it.',
      text,
      {
        example: '"./stack-settings.schema.json"',
      },
    ),
  },
  { called: 'stack settings' },
)

function checkFilled(name: string): Fault | undefined {
  return name === ''
    ? { message: 'the name is empty', remedy: 'Write the name of a stack definition.' }
    : undefined
}
