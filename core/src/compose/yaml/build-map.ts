import type { Place } from '../../problem.ts'
import { aliased, type Building } from './building.ts'
import { isMergeKey, mergeInto } from './merge-key.ts'
import type { Entry, Node } from './node.ts'
import type { MapSyntax, ScalarSyntax, SyntaxNode } from './parse/syntax-node.ts'
import { shortTag } from './tagged-scalar.ts'
import { YamlFault } from './yaml-fault.ts'

/** Builds a mapping whose keys are text, with what `<<` adds to it. */
export function buildMap(syntax: MapSyntax, building: Building): Node {
  const entries = new Map<string, Entry>()
  let merged: { readonly at: Place; readonly value: Node } | undefined
  let others: Map<string, Place> | undefined
  for (const { key, value } of syntax.pairs) {
    if (isMergeKey(key)) {
      if (merged !== undefined) throw repeated('<<', key.at, merged.at)
      merged = { at: key.at, value: buildMerged(value, building) }
      continue
    }
    if (key.kind !== 'scalar') others = noteOther(key, others ?? new Map())
    const name = keyText(key, building)
    const earlier = entries.get(name)
    if (earlier !== undefined && key.kind === 'scalar') throw repeated(name, key.at, earlier.at)
    entries.set(name, { at: key.at, value: building.build(value, building) })
  }
  if (merged !== undefined) mergeInto(entries, merged.value)
  return { kind: 'map', entries, at: syntax.at }
}

/** The docker CLI compares keys as they are written: two times the same alias. */
function noteOther(
  key: Exclude<SyntaxNode, ScalarSyntax>,
  others: Map<string, Place>,
): Map<string, Place> {
  const shown = key.kind === 'alias' ? `*${key.name}` : ''
  const earlier = others.get(shown)
  if (earlier !== undefined) throw repeated(shown, key.at, earlier)
  return others.set(shown, key.at)
}

function repeated(name: string, at: Place, first: Place): YamlFault {
  const message = `the key "${name}" stands twice in one mapping; the first one is in line ${first.line}`
  return new YamlFault(at, message, 'Remove one of them.', 'key-twice')
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
