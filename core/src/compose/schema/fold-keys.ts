import type { Entry, MapNode, Node } from '../yaml/node.ts'
import { fits } from './kinds.ts'
import type { RecordSchema, Schema } from './schema.ts'

/**
 * The document with `Source:` as `source:` where a record takes any keys: the docker CLI looks for
 * a key that is missing there in capitals and small letters. The same node where nothing changes.
 */
export function foldKeys<Given extends Node>(node: Given, schema: Schema): Given {
  // A list stays a list and a mapping a mapping.
  return fold(node, schema) as Given
}

function fold(node: Node, schema: Schema): Node {
  switch (schema.is) {
    case 'list': {
      if (node.kind !== 'list') return node
      const items = node.items.map((item) => fold(item, schema.of))
      return items.some((item, index) => item !== node.items[index]) ? { ...node, items } : node
    }
    case 'dict':
      return node.kind === 'map' ? mapValues(node, () => schema.of) : node
    case 'record': {
      if (node.kind !== 'map') return node
      const named = schema.otherKeys === true ? foldRecord(node, schema) : node
      return mapValues(named, (key) =>
        Object.hasOwn(schema.keys, key) ? schema.keys[key]?.schema : undefined,
      )
    }
    case 'choice': {
      const chosen = schema.of.find((candidate) => fits(node, candidate))
      return chosen === undefined ? node : fold(node, chosen)
    }
    case 'string':
    case 'bool':
    case 'int':
    case 'number':
    case 'null':
    case 'any':
    case 'text-like':
      return node
  }
}

function mapValues(node: MapNode, schemaOf: (key: string) => Schema | undefined): MapNode {
  let changed = false
  const entries = new Map<string, Entry>()
  for (const [key, entry] of node.entries) {
    const schema = schemaOf(key)
    const value = schema === undefined ? entry.value : fold(entry.value, schema)
    if (value !== entry.value) changed = true
    entries.set(key, value === entry.value ? entry : { ...entry, value })
  }
  return changed ? { ...node, entries } : node
}

function foldRecord(node: MapNode, { keys }: RecordSchema): MapNode {
  const missing = new Map(
    Object.keys(keys)
      .filter((key) => !node.entries.has(key))
      .map((key) => [key.toLowerCase(), key]),
  )
  const added: (readonly [string, Entry])[] = []
  for (const [key, entry] of node.entries) {
    const name = missing.get(key.toLowerCase())
    if (name === undefined) continue
    missing.delete(key.toLowerCase())
    added.push([name, entry])
  }
  return added.length === 0 ? node : { ...node, entries: new Map([...node.entries, ...added]) }
}
