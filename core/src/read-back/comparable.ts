import { compareText } from '../plan/compare-text.ts'

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
  if (typeof value === 'object') return value === null ? undefined : presentObject(value)
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined
}

function presentObject(value: object): Comparable {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(entry)
  // Maps come from this folder alone, with values that are comparable already.
  if (value instanceof Map) return value.size === 0 ? undefined : value
  let kept: Record<string, Comparable> | undefined
  for (const [field, inner] of Object.entries(value)) {
    const found = present(inner)
    if (found === undefined) continue
    kept ??= {}
    kept[field] = found
  }
  return kept
}

/** An entry of a list stays even when it is empty: its position counts. */
function entry(value: unknown): Comparable {
  return typeof value === 'string' ? value : present(value)
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
  return map === undefined || map === null ? NOTHING : new Map(Object.entries(map))
}

const NOTHING: ReadonlyMap<string, string> = new Map()

/** A list of which neither order nor repetition matters. */
export function textSet(list: readonly string[] | null | undefined): readonly string[] {
  if (list === undefined || list === null || list.length === 0) return []
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
  if (left instanceof Map || right instanceof Map) {
    return left instanceof Map && right instanceof Map && sameMaps(left, right)
  }
  return sameObjects(left, right)
}

function sameMaps(
  left: ReadonlyMap<string, Comparable>,
  right: ReadonlyMap<string, Comparable>,
): boolean {
  if (left.size !== right.size) return false
  for (const [key, value] of left) {
    if (!right.has(key) || !sameComparable(value, right.get(key))) return false
  }
  return true
}

/** A field that is undefined and one that is absent are the same. */
function sameObjects(left: object, right: object): boolean {
  const a = left as { readonly [field: string]: Comparable }
  const b = right as { readonly [field: string]: Comparable }
  for (const field in a) if (!sameComparable(a[field], b[field])) return false
  for (const field in b) if (b[field] !== undefined && a[field] === undefined) return false
  return true
}

/** Fields of an object or keys of a Map, with their values. */
export function entriesOf(value: Comparable): readonly (readonly [string, Comparable])[] {
  if (value instanceof Map) return [...value.entries()]
  if (typeof value === 'object' && !Array.isArray(value)) return Object.entries(value)
  return []
}
