import type { Node } from '../yaml/node.ts'
import { readDocument } from '../yaml/read-document.ts'

/** The value of an example, which the schema has as it stands in a Compose file. */
export function exampleValue(example: string): unknown {
  const node = readDocument('example', new TextEncoder().encode(example), (problem) => {
    throw new Error(`${example}: ${problem.message}`)
  })
  return node === undefined ? undefined : plain(node)
}

function plain(node: Node): unknown {
  switch (node.kind) {
    case 'null':
      return null
    case 'bool':
    case 'float':
    case 'string':
    case 'time':
      return node.value
    case 'int':
      return Number(node.value)
    case 'list':
      return node.items.map(plain)
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]))
  }
}
