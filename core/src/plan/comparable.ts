import { compareText } from './compare-text.ts'

/**
 * A spec in the form in which two of them are compared: absent where the engine treats it as not
 * set, and a Map where the engine's list has no order and each entry has a key of its own.
 */
export type Comparable =
  | undefined
  | string
  | number
  | boolean
  | readonly Comparable[]
  | ReadonlyMap<string, Comparable>
  | { readonly [field: string]: Comparable }

/** Undefined for what the engine doesn't tell from absent: null, "", [], {} and an empty Map. */
export function present(value: unknown): Comparable {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(entry)
  if (value instanceof Map) {
    const kept = new Map<string, Comparable>()
    for (const [key, inner] of value) kept.set(String(key), inner)
    return kept.size === 0 ? undefined : kept
  }
  if (typeof value === 'object') return presentObject(value)
  return undefined
}

/** An entry of a list stays even when it is empty: its position counts. */
function entry(value: unknown): Comparable {
  return typeof value === 'string' ? value : present(value)
}

function presentObject(value: object): Comparable {
  const kept: Record<string, Comparable> = {}
  for (const [field, inner] of Object.entries(value)) {
    const found = present(inner)
    if (found !== undefined) kept[field] = found
  }
  return Object.keys(kept).length === 0 ? undefined : kept
}

/** False and absent are the same to the engine for every flag but `Init`. */
export function flag(value: boolean | undefined): true | undefined {
  return value === true ? true : undefined
}

/** A number for which the engine doesn't tell 0 from absent. */
export function count(value: number | undefined): number | undefined {
  return value === undefined || value === 0 ? undefined : value
}

/** A map of texts such as labels; an empty value stays a value. */
export function textMap(
  map: Readonly<Record<string, string>> | null | undefined,
): ReadonlyMap<string, string> {
  return new Map(Object.entries(map ?? {}).sort(([a], [b]) => compareText(a, b)))
}

/** A list of which neither order nor repetition matters. */
export function textSet(list: readonly string[] | null | undefined): readonly string[] {
  return [...new Set(list)].sort(compareText)
}

/** Structural equality of what `present` returns; the order of fields and of Map keys doesn't count. */
export function sameComparable(left: Comparable, right: Comparable): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false
    return left.every((value, index) => sameComparable(value, right[index]))
  }
  const leftEntries = entriesOf(left)
  const rightEntries = new Map(entriesOf(right))
  if (leftEntries.length !== rightEntries.size) return false
  return leftEntries.every(
    ([key, value]) => rightEntries.has(key) && sameComparable(value, rightEntries.get(key)),
  )
}

/** Fields of an object or keys of a Map, with their values. */
export function entriesOf(value: Comparable): readonly (readonly [string, Comparable])[] {
  if (value instanceof Map) return [...value.entries()]
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value)
  return []
}
