import type { Entry, Node } from './node.ts'
import type { SyntaxNode } from './parse/syntax-node.ts'
import { shortTag } from './tagged-scalar.ts'

/** A plain `<<`; a quoted one is a key like any other. */
export function isMergeKey(key: SyntaxNode): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false
  if (key.tag === undefined || key.tag === '!') return key.plain
  return shortTag(key.tag) === '!!merge'
}

/** Adds what `<<` names: keys that stand already win, and earlier mappings win over later ones. */
export function mergeInto(entries: Map<string, Entry>, source: Node): void {
  if (source.kind === 'list') for (const item of source.items) mergeInto(entries, item)
  if (source.kind !== 'map') return
  for (const [key, entry] of source.entries) {
    if (!entries.has(key)) entries.set(key, entry)
  }
}
