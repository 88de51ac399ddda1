import type { DictSchema, IntSchema, Schema } from '../schema/schema.ts'
import { namePattern } from '../schema/values.ts'

/** What a value is, in words: "a list (each text or a mapping)". */
export function typeWords(schema: Schema): string {
  switch (schema.is) {
    case 'string': {
      const words = Object.keys(schema.words ?? {})
      if (words.length === 0) return schema.called ?? 'text'
      return schema.check === undefined ? `text, such as ${words[0]}` : 'one of a few words'
    }
    case 'bool':
      return 'true or false'
    case 'int':
      return wholeNumber(schema)
    case 'number':
      return 'a number'
    case 'null':
      return 'empty'
    case 'any':
      return 'anything'
    case 'text-like':
      return schema.orNull ? 'text, a number or empty' : 'text or a number'
    case 'list':
      return `a list (each ${typeWords(schema.of)})`
    case 'dict':
      return dictWords(schema)
    case 'record':
      return 'a mapping'
    case 'choice':
      return [...new Set(schema.of.map(typeWords))].join(' or ')
  }
}

function wholeNumber({ minimum, maximum }: IntSchema): string {
  if (minimum === undefined) return 'a whole number'
  return maximum === undefined || maximum > 1_000_000n
    ? `a whole number of ${minimum} or more`
    : `a whole number from ${minimum} to ${maximum}`
}

function dictWords(schema: DictSchema): string {
  const by = schema.keys === namePattern ? 'a mapping by name' : 'a mapping'
  return schema.of.is === 'any' ? by : `${by} (each ${typeWords(schema.of)})`
}
