import type { Node } from './node.ts'

/** What a document says, without its places. */
export function nodeValue(node: Node): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries(
        [...node.entries].map(([key, entry]) => [key, nodeValue(entry.value)]),
      )
    case 'list':
      return node.items.map((item) => nodeValue(item))
    case 'int':
      return Number(node.value)
    case 'null':
      return null
    case 'bool':
    case 'float':
    case 'time':
    case 'string':
      return node.value
  }
}
