import { composeSchema } from '../schema/compose-schema.ts'
import { nearestKey } from '../schema/nearest-key.ts'
import type { Key, Schema } from '../schema/schema.ts'
import { NEWEST } from '../version.ts'
import { optionsOf, recordsOf } from './look-up.ts'
import { typeWords } from './type-words.ts'

/** All that the schema says about a key. */
export interface KeyDescription {
  /** With `*` for names and `[]` for items of a list: `services.*.ports[].target`. */
  readonly path: string
  /** In words. */
  readonly type: string
  /** The version of the format that brought it: "3.7". */
  readonly since: string
  readonly sentence: string
  /** What to do instead, where a swarm doesn't act on the key. */
  readonly ignored?: string
  readonly values?: Readonly<Record<string, string>>
  /** As a Compose file has it. */
  readonly example?: string
  /** The keys below it, by name. */
  readonly keys: readonly KeySummary[]
}

export interface KeySummary {
  readonly name: string
  readonly type: string
  readonly since: string
  readonly sentence: string
}

/**
 * Describes a key by its path, such as `services.web.deploy.replicas`. Names and indexes may be left out:
 * `services.deploy.replicas`. The empty path is the whole file. Undefined for a key that there isn't.
 */
export function describeKey(
  path: string,
  root: Schema = composeSchema,
): KeyDescription | undefined {
  const parts = path === '' ? [] : path.replaceAll('[]', '.[]').split('.')
  const found = find({ path: '', key: whole(root), schema: root }, parts)
  return found && describe(found)
}

/** A path with a key that was probably meant, in place of the first part that doesn't exist. */
export function nearestPath(path: string, root: Schema = composeSchema): string | undefined {
  const parts = path.split('.')
  const known = parts.findLastIndex((_, at) => describeKey(parts.slice(0, at).join('.'), root))
  const above = parts.slice(0, Math.max(known, 0)).join('.')
  const wrong = parts[Math.max(known, 0)] ?? ''
  const names = describeKey(above, root)?.keys.map(({ name }) => name) ?? []
  const nearest = nearestKey(wrong, names)
  return nearest === undefined ? undefined : above === '' ? nearest : `${above}.${nearest}`
}

interface Place {
  readonly path: string
  readonly key: Key
  readonly schema: Schema
}

function whole(schema: Schema): Key {
  return { sentence: 'A Compose file of a swarm stack.', since: 0, schema }
}

/** Tries a part as a key first, below names and items that were left out; then as a name or an index. */
function find(place: Place, parts: readonly string[]): Place | undefined {
  const [part, ...rest] = parts
  if (part === undefined) return place
  for (const option of optionsOf(place.schema)) {
    if (option.is === 'record') {
      const key = Object.hasOwn(option.keys, part) ? option.keys[part] : undefined
      const path = place.path === '' ? part : `${place.path}.${part}`
      const found = key && find({ path, key, schema: key.schema }, rest)
      if (found !== undefined) return found
    } else if (option.is === 'dict' || option.is === 'list') {
      const path = option.is === 'dict' ? `${place.path}.*` : `${place.path}[]`
      const inside = { path, key: place.key, schema: option.of }
      const isNamed = option.is === 'dict' || /^(?:\d+|\*|\[\])$/.test(part)
      const found = find(inside, parts) ?? (isNamed ? findBelow(inside, rest) : undefined)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** A name alone says nothing that its section doesn't say. */
function findBelow(inside: Place, rest: readonly string[]): Place | undefined {
  return rest.length === 0 ? { ...inside, key: entryOf(inside) } : find(inside, rest)
}

function entryOf({ key, schema }: Place): Key {
  return { ...key, schema }
}

function describe({ path, key }: Place): KeyDescription {
  const values = valuesIn(key.schema)
  return {
    path,
    type: typeWords(key.schema),
    since: versionName(key.since),
    sentence: key.sentence,
    ...(key.ignored !== undefined && { ignored: key.ignored }),
    ...(Object.keys(values).length > 0 && { values }),
    ...(key.example !== undefined && { example: key.example }),
    keys: keysBelow(key.schema),
  }
}

export function versionName(since: number): string {
  return `3.${since}`
}

/** Fixed words of a value, or of the items of a list. */
export function valuesIn(schema: Schema): Readonly<Record<string, string>> {
  const words = optionsOf(schema).flatMap((option): readonly [string, string][] => {
    if (option.is === 'string') return Object.entries(option.words ?? {})
    return option.is === 'list' ? Object.entries(valuesIn(option.of)) : []
  })
  return Object.fromEntries(words)
}

/** Keys of a mapping, also of those in a list or under names. */
function keysBelow(schema: Schema): readonly KeySummary[] {
  const options = optionsOf(schema)
  const own = recordsOf(options, NEWEST).flatMap(({ keys }) =>
    Object.entries(keys).map(([name, key]) => ({
      name,
      type: typeWords(key.schema),
      since: versionName(key.since),
      sentence: key.sentence,
    })),
  )
  const inside = options.flatMap((option) =>
    option.is === 'list' || option.is === 'dict' ? keysBelow(option.of) : [],
  )
  return [...own, ...inside]
}
