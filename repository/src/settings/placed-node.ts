import type { ComposeNode, Place } from '@kesako/core'
import { isMap, isNode, isScalar, isSeq, type Pair } from 'yaml'

/** A parsed JSON value with its places, in the form that the schema reads; `placeAt` finds the place of an offset. */
export function placedNode(value: unknown, placeAt: (offset: number) => Place): ComposeNode {
  const at = placeOf(value, placeAt)
  if (isMap(value)) {
    const entries = value.items.map((pair) => entryOf(pair, placeAt))
    return { kind: 'map', at, entries: new Map(entries) }
  }
  if (isSeq(value)) {
    return { kind: 'list', at, items: value.items.map((item) => placedNode(item, placeAt)) }
  }
  return scalarNode(isScalar(value) ? value.value : null, at)
}

function entryOf(
  pair: Pair,
  placeAt: (offset: number) => Place,
): [string, { readonly at: Place; readonly value: ComposeNode }] {
  const key = isScalar(pair.key) ? String(pair.key.value) : ''
  return [key, { at: placeOf(pair.key, placeAt), value: placedNode(pair.value, placeAt) }]
}

function scalarNode(value: unknown, at: Place): ComposeNode {
  if (typeof value === 'string') return { kind: 'string', at, value }
  if (typeof value === 'boolean') return { kind: 'bool', at, value }
  if (typeof value !== 'number') return { kind: 'null', at }
  return Number.isSafeInteger(value)
    ? { kind: 'int', at, value: BigInt(value) }
    : { kind: 'float', at, value }
}

function placeOf(value: unknown, placeAt: (offset: number) => Place): Place {
  return placeAt(isNode(value) ? (value.range?.[0] ?? 0) : 0)
}
