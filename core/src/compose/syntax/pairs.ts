import type { Node } from '../yaml/node.ts'
import { formatGoFloat } from '../yaml/go-float.ts'

/** A scalar as the docker CLI prints it into text; undefined for null. */
export function scalarText(node: Node): string | undefined {
  switch (node.kind) {
    case 'null':
      return undefined
    case 'string':
    case 'time':
      return node.value
    case 'bool':
    case 'int':
      return String(node.value)
    case 'float':
      return formatGoFloat(node.value)
    case 'list':
    case 'map':
      throw new TypeError('a scalar is needed here')
  }
}

/** `KEY: value` or `- KEY=value` as pairs; undefined where a key has no value. Later ones win. */
export function readPairs(node: Node | undefined): Map<string, string | undefined> {
  const pairs = new Map<string, string | undefined>()
  if (node?.kind === 'map') {
    for (const [key, entry] of node.entries) pairs.set(key, scalarText(entry.value))
  }
  if (node?.kind === 'list') {
    for (const item of node.items) {
      const text = scalarText(item) ?? ''
      const equals = text.indexOf('=')
      if (equals === -1) pairs.set(text, undefined)
      else pairs.set(text.slice(0, equals), text.slice(equals + 1))
    }
  }
  return pairs
}

/** Pairs in which a key without a value has the empty text. */
export function readLabels(node: Node | undefined): Record<string, string> {
  return Object.fromEntries([...readPairs(node)].map(([key, value]) => [key, value ?? '']))
}
