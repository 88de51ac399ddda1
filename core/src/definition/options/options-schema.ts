import type { Fault } from '../../compose/report.ts'
import { oneOf } from '../../compose/schema/one-of.ts'
import { choice, key, list, record, uniqueList } from '../../compose/schema/schema.ts'
import {
  anything,
  bool,
  checked,
  count,
  dict,
  number,
  text,
  words,
} from '../../compose/schema/values.ts'
import { readPattern } from '../pattern/match-pattern.ts'

/** The dialect that `x-options` is a part of. */
const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

const scalarWords = {
  string: 'Text.',
  integer: 'A whole number.',
  number: 'A number.',
  boolean: 'True or false.',
} as const

const scalar = choice(text, number, bool)

const scalarKeys = {
  enum: key('The values that it may have.', list(scalar), { example: '[small, large]' }),
  pattern: key(
    'A regular expression that is found in the text; anchor it with ^ and $. Without back references and look-around.',
    checked('a regular expression', checkPattern),
    { example: '"^[a-z]+$"' },
  ),
  minLength: key('How many characters the text has at least.', count, { example: '1' }),
  maxLength: key('How many characters the text has at most.', count, { example: '63' }),
  minimum: key('The least number.', number, { example: '1' }),
  maximum: key('The largest number.', number, { example: '10' }),
  exclusiveMinimum: key('The number must be above this one.', number, { example: '0' }),
  exclusiveMaximum: key('The number must be below this one.', number, { example: '1' }),
} as const

export const itemSchema = record(
  {
    type: key('What an item is.', words(scalarWords), { example: 'string' }),
    ...scalarKeys,
  },
  { called: 'items of an option', required: ['type'] },
)

export const optionSchema = record(
  {
    type: key('What a value is.', words({ ...scalarWords, array: 'A list of these.' }), {
      example: 'integer',
    }),
    ...scalarKeys,
    items: key('What the items of a list are.', itemSchema, { example: '{ type: string }' }),
    minItems: key('How many items the list has at least.', count, { example: '1' }),
    maxItems: key('How many items the list has at most; never above 100.', count, {
      example: '10',
    }),
    uniqueItems: key('Whether no item may stand in the list twice.', bool, { example: 'true' }),
    title: key('The name of the option, for people.', text, { example: 'Host name' }),
    description: key('What the option does, for people.', text, {
      example: 'Where the page answers.',
    }),
    default: key('The value where none is given.', anything, { example: '2' }),
    examples: key('Values that it may have, shown to people.', list(anything), {
      example: '[shop.example.org]',
    }),
    format: key('How a form asks for it.', words({ password: 'Without showing what is typed.' }), {
      example: 'password',
    }),
    secret: key(
      'Whether the value goes into a swarm secret, and only the name of that into files. Default false.',
      bool,
      { example: 'true' },
    ),
  },
  { called: 'an option', required: ['type'] },
)

/** `x-options`: the part of JSON Schema 2020-12 that options are described in. */
export const optionsSchema = record(
  {
    $schema: key('The dialect.', checked('the dialect', oneOf(DIALECT)), {
      example: `"${DIALECT}"`,
    }),
    type: key('What the options are together.', words({ object: 'Values by name.' }), {
      example: 'object',
    }),
    title: key('The name of the definition, for people.', text, { example: 'Web page' }),
    description: key('What the definition is for.', text, { example: 'A page with a database.' }),
    properties: key('The options, by name.', dict(optionSchema), {
      example: '{ replicas: { type: integer, default: 2 } }',
    }),
    required: key('Options that must be given.', uniqueList(text), { example: '[domain]' }),
    additionalProperties: key('Whether other options may be given: they never may.', bool, {
      example: 'false',
    }),
  },
  { called: 'x-options' },
)

function checkPattern(pattern: string): Fault | undefined {
  const read = readPattern(pattern)
  if (read.kind === 'matcher') return undefined
  return {
    message: `the pattern can't be used: ${read.message}`,
    remedy: 'Write a regular expression without back references and look-around.',
  }
}
