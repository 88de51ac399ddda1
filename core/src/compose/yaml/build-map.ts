import type { Place } from '../../problem.ts'
import { aliased, type Building } from './building.ts'
import { isMergeKey, mergeInto } from './merge-key.ts'
import type { Entry, Node } from './node.ts'
import type { MapSyntax, SyntaxNode } from './parse/syntax-node.ts'
import { shortTag } from './tagged-scalar.ts'
import { YamlFault } from './yaml-fault.ts'

/** Builds a mapping whose keys are text, with what `<<` adds to it. */
export function buildMap(syntax: MapSyntax, building: Building): Node {
  const entries = new Map<string, Entry>()
  const written = new Map<string, Place>()
  let merged: Node | undefined
  for (const { key, value } of syntax.pairs) {
    refuseRepeated(key, written)
    if (isMergeKey(key)) {
      merged = buildMerged(value, building)
      continue
    }
    const name = keyText(key, building)
    entries.set(name, { at: key.at, value: building.build(value, building) })
  }
  if (merged !== undefined) mergeInto(entries, merged)
  return { kind: 'map', entries, at: syntax.at }
}

/** The docker CLI compares keys as they are written, so `1` and `"1"` are the same. */
function refuseRepeated(key: SyntaxNode, written: Map<string, Place>): void {
  const shown = key.kind === 'scalar' ? key.text : key.kind === 'alias' ? `*${key.name}` : ''
  const identity = `${key.kind} ${shown}`
  const earlier = written.get(identity)
  written.set(identity, key.at)
  if (earlier === undefined) return
  const message = `the key "${shown}" stands twice in one mapping; the first one is in line ${earlier.line}`
  throw new YamlFault(key.at, message, 'Remove one of them.', 'key-twice')
}

function keyText(key: SyntaxNode, building: Building): string {
  const node = building.build(key, building)
  const written = key.kind === 'alias' ? aliased(key.name, key.at, building) : key
  if (node.kind === 'string' && written.kind === 'scalar' && isTextTag(written.tag)) {
    return node.value
  }
  const message = 'keys must be text, not a number, boolean or null'
  throw new YamlFault(key.at, message, 'Put the key in quotes.', 'key-not-text')
}

function isTextTag(tag: string | undefined): boolean {
  return tag === undefined || ['!', '!!str', '!!merge'].includes(shortTag(tag))
}

function buildMerged(value: SyntaxNode, building: Building): Node {
  if (isMergeable(value, building)) return building.build(value, building)
  throw new YamlFault(
    value.at,
    '"<<" takes a mapping or a list of mappings',
    'Name an anchor of a mapping.',
    'merge-key-value',
  )
}

/** A mapping, its alias, or a list of these: an alias of a list is none. */
function isMergeable(value: SyntaxNode, building: Building): boolean {
  if (value.kind === 'list') return value.items.every((item) => isMapping(item, building))
  return isMapping(value, building)
}

function isMapping(syntax: SyntaxNode, building: Building): boolean {
  const written = syntax.kind === 'alias' ? aliased(syntax.name, syntax.at, building) : syntax
  return written.kind === 'map'
}
