import { castAt } from '../interpolate/casts.ts'
import type {
  DictSchema,
  IntSchema,
  Key,
  RecordSchema,
  Schema,
  TextSchema,
} from '../schema/schema.ts'
import { exampleValue } from './example-value.ts'

/** A schema of JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>

interface Pass {
  /** Variables are filled in later, so that a text with a `$` may stand for another value. */
  readonly hasVariables: boolean
  readonly path: readonly (string | number)[]
}

/** What an editor may check before variables are filled in: newest version, no syntax of texts. */
export function jsonSchemaOf(schema: Schema, pass: Pass): JsonSchema {
  switch (schema.is) {
    case 'string':
      return textSchema(schema, pass)
    case 'bool':
      return orVariable({ type: 'boolean' }, pass)
    case 'int':
      return orVariable(wholeSchema(schema), pass)
    case 'number':
      return orVariable({ type: 'number' }, pass)
    case 'null':
      return { type: 'null' }
    case 'any':
      return {}
    case 'text-like':
      return { type: schema.orNull ? ['string', 'number', 'null'] : ['string', 'number'] }
    case 'list': {
      const items = jsonSchemaOf(schema.of, { ...pass, path: [...pass.path, 0] })
      return { type: 'array', items, ...(schema.unique === true && { uniqueItems: true }) }
    }
    case 'dict':
      return dictSchema(schema, pass)
    case 'record':
      return recordSchema(schema, pass)
    case 'choice':
      return { anyOf: schema.of.map((option) => jsonSchemaOf(option, pass)) }
  }
}

const variable = { type: 'string', pattern: '\\$' }

/** The text of a variable is taken where it becomes a value of another type. */
function orVariable(schema: JsonSchema, { hasVariables, path }: Pass): JsonSchema {
  const isCast = hasVariables && castAt(path) !== undefined
  return isCast ? { anyOf: [schema, variable] } : schema
}

function textSchema({ words, check }: TextSchema, { hasVariables }: Pass): JsonSchema {
  if (words === undefined) return { type: 'string' }
  const described = Object.entries(words).map(([word, description]) => ({
    const: word,
    description,
  }))
  if (check === undefined) return { anyOf: [...described, { type: 'string' }] }
  return { anyOf: hasVariables ? [...described, variable] : described }
}

function wholeSchema({ minimum, maximum }: IntSchema): JsonSchema {
  return {
    type: 'integer',
    ...(minimum !== undefined && { minimum: Number(minimum) }),
    ...(maximum !== undefined && { maximum: Number(maximum) }),
  }
}

function dictSchema({ of, keys, otherKeys }: DictSchema, pass: Pass): JsonSchema {
  const value = jsonSchemaOf(of, { ...pass, path: [...pass.path, 'name'] })
  if (keys === undefined) return { type: 'object', additionalProperties: value }
  return {
    type: 'object',
    patternProperties: { [keys.source]: value },
    ...(otherKeys !== true && { additionalProperties: false }),
  }
}

function recordSchema(schema: RecordSchema, pass: Pass): JsonSchema {
  const properties = Object.entries(schema.keys).map(([name, key]) => [
    name,
    keySchema(key, { ...pass, path: [...pass.path, name] }),
  ])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(schema.required !== undefined && { required: schema.required }),
    ...(schema.extensions !== undefined && { patternProperties: { '^x-': {} } }),
    ...(schema.otherKeys === undefined && { additionalProperties: false }),
  }
}

function keySchema(key: Key, pass: Pass): JsonSchema {
  const since = key.since === 0 ? '' : ` Since version 3.${key.since}.`
  const instead = key.ignored === undefined ? '' : ` ${key.ignored}`
  return {
    description: `${key.sentence}${instead}${since}`,
    ...(key.ignored !== undefined && { deprecated: true }),
    ...(key.example !== undefined && { examples: [exampleValue(key.example)] }),
    ...jsonSchemaOf(key.schema, pass),
  }
}
