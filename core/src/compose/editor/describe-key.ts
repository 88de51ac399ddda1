import { composeSchema } from '../schema/compose-schema.ts'
import { nearestKey } from '../schema/nearest-key.ts'
import type { Key, Schema } from '../schema/schema.ts'
import { settingsSchema } from '../schema/settings-schema.ts'
import { NEWEST } from '../version.ts'
import { absentKeyRemedy } from './absent-key.ts'
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
export function describeKey(path: string): KeyDescription | undefined {
  return describeIn(whole, path)
}

/** The same for `stack-<stack>.json`. */
export function describeSetting(path: string): KeyDescription | undefined {
  return describeIn(settings, path)
}

const whole: Key = {
  sentence: 'A Compose file of a swarm stack.',
  since: 0,
  schema: composeSchema,
}

const settings: Key = {
  sentence: 'The settings of a stack, in stack-<stack>.json.',
  since: 0,
  schema: settingsSchema,
}

function describeIn(root: Key, path: string): KeyDescription | undefined {
  const parts = path === '' ? [] : path.replaceAll('[]', '.[]').split('.')
  const found = find({ path: '', key: root, schema: root.schema }, parts)
  return found && describe(found)
}

/** A path with a key that was probably meant, in place of the first part that doesn't exist. */
export function nearestPath(path: string): string | undefined {
  const parts = path.split('.')
  const known = parts.findLastIndex((_, at) => describeKey(parts.slice(0, at).join('.')))
  const above = parts.slice(0, Math.max(known, 0)).join('.')
  const wrong = parts[Math.max(known, 0)] ?? ''
  const names = describeKey(above)?.keys.map(({ name }) => name) ?? []
  const nearest = nearestKey(wrong, names)
  return nearest === undefined ? undefined : above === '' ? nearest : `${above}.${nearest}`
}

interface Place {
  readonly path: string
  readonly key: Key
  readonly schema: Schema
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
      const found = find(inside, parts) ?? findInside(inside, part, rest)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** Takes a part as a name or an index. */
function findInside(
  { key, ...inside }: Place,
  part: string,
  rest: readonly string[],
): Place | undefined {
  const isIndex = /^(?:\d+|\*|\[\])$/.test(part)
  if (!isIndex && inside.path.endsWith('[]')) return undefined
  if (rest.length > 0) return find({ key, ...inside }, rest)
  // At the end, what looks like a key is one that is misspelt, or that other programs have.
  const isKey =
    nearestKey(part, namesBelow(inside.schema)) !== undefined ||
    absentKeyRemedy(inside.path.replace('*', part)) !== undefined
  if (!isIndex && isKey) return undefined
  const { sentence, since } = key
  return { ...inside, key: { sentence, since, schema: inside.schema } }
}

function namesBelow(schema: Schema): readonly string[] {
  return keysBelow(schema).map(({ name }) => name)
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
