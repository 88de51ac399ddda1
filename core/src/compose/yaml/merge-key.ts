import { isScalar } from 'yaml'
import type { Entry, Node } from './node.ts'

/** A plain `<<`; a quoted one is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN'
}

/** Adds what `<<` names: keys that stand already win, and earlier mappings win over later ones. */
export function mergeInto(entries: Map<string, Entry>, source: Node): boolean {
  if (source.kind === 'list') {
    return source.items.every((item) => item.kind === 'map' && mergeInto(entries, item))
  }
  if (source.kind !== 'map') return false
  for (const [key, entry] of source.entries) {
    if (!entries.has(key)) entries.set(key, entry)
  }
  return true
}
