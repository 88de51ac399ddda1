import type { Key, RecordSchema, Schema } from '../schema/schema.ts'

/** A place of the schema: the key that leads there, and what may stand there. */
export interface Found {
  readonly name: string | undefined
  readonly key: Key | undefined
  readonly options: readonly Schema[]
}

/** What may stand at a path of a document, whose names and indexes are parts of the path. */
export function lookUp(root: Schema, path: readonly (string | number)[]): Found | undefined {
  let found: Found = { name: undefined, key: undefined, options: optionsOf(root) }
  for (const part of path) {
    const next = step(found.options, part)
    if (next === undefined) return undefined
    found = next
  }
  return found
}

export function optionsOf(schema: Schema): readonly Schema[] {
  return schema.is === 'choice' ? schema.of.flatMap(optionsOf) : [schema]
}

/** The mappings among some options, in files of a version. */
export function recordsOf(options: readonly Schema[], version: number): readonly RecordSchema[] {
  return options
    .filter((option) => option.is === 'record')
    .filter(({ since = 0 }) => since <= version)
}

function step(options: readonly Schema[], part: string | number): Found | undefined {
  for (const option of options) {
    if (typeof part === 'number') {
      if (option.is === 'list') return below(option.of)
    } else if (option.is === 'record') {
      const key = Object.hasOwn(option.keys, part) ? option.keys[part] : undefined
      if (key !== undefined) return { name: part, key, options: optionsOf(key.schema) }
    } else if (option.is === 'dict') return below(option.of)
  }
  return undefined
}

function below(schema: Schema): Found {
  return { name: undefined, key: undefined, options: optionsOf(schema) }
}
