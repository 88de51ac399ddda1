import type { Node } from '../yaml/node.ts'
import type { Schema } from './schema.ts'

/** True when the kind of a value is one that the schema speaks of. */
export function fits(node: Node, schema: Schema): boolean {
  switch (schema.is) {
    case 'any':
      return true
    case 'string':
      return node.kind === 'string'
    case 'bool':
      return node.kind === 'bool'
    case 'null':
      return node.kind === 'null'
    case 'int':
      if (node.kind === 'int') return true
      return schema.withoutPoint !== true && node.kind === 'float' && Number.isInteger(node.value)
    case 'number':
      return isNumber(node)
    case 'text-like':
      if (node.kind === 'null') return schema.orNull
      return node.kind === 'string' || node.kind === 'time' || isNumber(node)
    case 'list':
      return node.kind === 'list'
    case 'dict':
    case 'record':
      return node.kind === 'map'
    case 'choice':
      return schema.of.some((candidate) => fits(node, candidate))
  }
}

function isNumber(node: Node): boolean {
  return node.kind === 'int' || (node.kind === 'float' && Number.isFinite(node.value))
}

/** What a schema asks for, in words: "text or a list". */
export function wanted(schema: Schema): string {
  switch (schema.is) {
    case 'any':
      return 'anything'
    case 'string':
      return 'text'
    case 'bool':
      return 'true or false'
    case 'null':
      return 'empty'
    case 'int':
      return 'a whole number'
    case 'number':
      return 'a number'
    case 'text-like':
      return schema.orNull ? 'text, a number or empty' : 'text or a number'
    case 'list':
      return 'a list'
    case 'dict':
    case 'record':
      return 'a mapping'
    case 'choice':
      return [...new Set(schema.of.map(wanted))].join(' or ')
  }
}
