import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node as YamlNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Place } from '../../problem.ts'
import { type Report, reportError } from '../report.ts'
import { bounds } from './bounds.ts'
import { isMergeKey, mergeInto } from './merge-key.ts'
import type { Entry, Node } from './node.ts'
import { resolvePlain } from './scalar.ts'

interface Building {
  readonly at: (offset: number) => Place
  readonly report: Report
  /** Anchors defined so far; null while the anchored node is still being built. */
  readonly anchors: Map<string, Built | null>
}

/** A node with the number of nodes that it stands for, aliases expanded. */
interface Built {
  readonly node: Node
  readonly size: number
}

class Stop extends Error {}

/** Turns the YAML library's tree into nodes; undefined when a problem was reported that ends it. */
export function buildNode(
  root: YamlNode | null,
  at: (offset: number) => Place,
  report: Report,
): Node | undefined {
  try {
    return build(root, 0, { at, report, anchors: new Map() }).node
  } catch (error) {
    if (error instanceof Stop) return undefined
    throw error
  }
}

function build(source: YamlNode | null, offset: number, building: Building): Built {
  const at = building.at(source?.range?.[0] ?? offset)
  if (source === null) return { node: { kind: 'null', at }, size: 1 }
  if (isAlias(source)) return resolveAlias(source.source, at, building)
  const anchor = isScalar(source) || isMap(source) || isSeq(source) ? source.anchor : undefined
  if (anchor !== undefined) building.anchors.set(anchor, null)
  const built = buildValue(source, at, building)
  if (built.size > bounds.nodes) {
    stop(
      building,
      at,
      'aliases-too-large',
      `aliases expand to more than ${bounds.nodes} values`,
      'Use fewer aliases.',
    )
  }
  if (anchor !== undefined) building.anchors.set(anchor, built)
  return built
}

function buildValue(source: YamlNode, at: Place, building: Building): Built {
  if (isMap(source)) return buildMap(source, at, building)
  if (isSeq(source)) return buildList(source, at, building)
  if (!isScalar(source)) throw new TypeError('a YAML node is a scalar, a map, a list or an alias')
  const text = typeof source.value === 'string' ? source.value : ''
  const plain = source.type === 'PLAIN' || source.type === undefined
  if (source.tag === 'tag:yaml.org,2002:binary') {
    stop(building, at, 'yaml-tag', 'the tag !!binary is not supported', 'Put the data into a file.')
  }
  const typed = source.tag !== undefined && typedTags.has(source.tag)
  if (!typed && (!plain || source.tag !== undefined))
    return { node: { kind: 'string', value: text, at }, size: 1 }
  return { node: resolvePlain(text, at), size: 1 }
}

const typedTags: ReadonlySet<string> = new Set(
  ['int', 'float', 'bool', 'null', 'timestamp'].map((name) => `tag:yaml.org,2002:${name}`),
)

function buildList(source: YAMLSeq, at: Place, building: Building): Built {
  const items: Node[] = []
  let size = 1
  for (const item of source.items) {
    // The composer puts nodes and null into collections, nothing else.
    const built = build(item as YamlNode | null, source.range?.[0] ?? 0, building)
    items.push(built.node)
    size += built.size
  }
  return { node: { kind: 'list', items, at }, size }
}

function buildMap(source: YAMLMap, at: Place, building: Building): Built {
  const entries = new Map<string, Entry>()
  const merged: Node[] = []
  let size = 1
  for (const pair of source.items) {
    // As above: what the composer built.
    const keyNode = pair.key as YamlNode | null
    const keyStart = keyNode?.range?.[0] ?? source.range?.[0] ?? 0
    const key = build(keyNode, keyStart, building).node
    const keyAt = building.at(keyStart)
    const value = build(pair.value as YamlNode | null, keyNode?.range?.[1] ?? keyStart, building)
    size += value.size
    if (isMergeKey(keyNode) && merged.length === 0) {
      merged.push(value.node)
      continue
    }
    if (key.kind !== 'string') {
      const remedy = 'Put the key in quotes.'
      stop(
        building,
        keyAt,
        'key-not-text',
        'keys must be text, not a number, boolean or null',
        remedy,
      )
    }
    const earlier = entries.get(key.value)
    if (earlier !== undefined || (isMergeKey(keyNode) && merged.length > 0)) {
      const first = earlier === undefined ? '' : `; the first one is in line ${earlier.at.line}`
      stop(
        building,
        keyAt,
        'key-twice',
        `the key "${key.value}" stands twice in one mapping${first}`,
        'Remove one of them.',
      )
    }
    entries.set(key.value, { at: keyAt, value: value.node })
  }
  for (const node of merged) {
    if (!mergeInto(entries, node)) {
      stop(
        building,
        node.at,
        'merge-key-value',
        '"<<" takes a mapping or a list of mappings',
        'Name an anchor of a mapping.',
      )
    }
  }
  return { node: { kind: 'map', entries, at }, size }
}

function resolveAlias(name: string, at: Place, building: Building): Built {
  const built = building.anchors.get(name)
  if (built) return built
  const message =
    built === null
      ? `the anchor "${name}" contains itself`
      : `no anchor "${name}" stands before this alias`
  return stop(
    building,
    at,
    'alias-unknown',
    message,
    `Define it with &${name} above, outside of itself.`,
  )
}

function stop(
  building: Building,
  place: Place,
  code: string,
  message: string,
  remedy: string,
): never {
  reportError(building.report, { code, message, remedy, place, path: '' })
  throw new Stop()
}
