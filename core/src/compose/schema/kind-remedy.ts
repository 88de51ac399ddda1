import { scalarText } from '../syntax/pairs.ts'
import type { Node } from '../yaml/node.ts'
import { foreignFormRemedy } from './foreign-keys.ts'
import type { Schema } from './schema.ts'

/** What to write where a value has the wrong kind; `asks` says in words which ones are right. */
export function kindRemedy(
  node: Node,
  schema: Schema,
  asks: string,
  path: readonly (string | number)[],
): string {
  const foreign = foreignFormRemedy(node.kind, path)
  if (foreign !== undefined) return foreign
  switch (node.kind) {
    case 'null':
      return `Write ${asks}, or remove it.`
    case 'int':
    case 'float':
    case 'bool':
      return asks.includes('text') ? quoted(node, schema) : `Write ${asks}.`
    case 'string':
      return textRemedy(node.value, node.filled === true, asks)
    case 'map':
      return asks.includes('text') && typeof path.at(-1) === 'number'
        ? 'Put it in quotes if it is text with a colon.'
        : `Write ${asks}.`
    case 'time':
    case 'list':
      return `Write ${asks}.`
  }
}

function quoted(node: Node, schema: Schema): string {
  const fault = schema.is === 'string' ? schema.check?.(scalarText(node) ?? '') : undefined
  return fault?.remedy ?? 'Put it in quotes.'
}

function textRemedy(text: string, isFilled: boolean, asks: string): string {
  const isScalar = asks.includes('number') || asks.includes('true')
  if (isFilled && isScalar) return `Write ${asks} itself: a variable always gives text here.`
  const isNumeral = asks.includes('number') && /^\d+$/.test(text)
  const isWord = asks.includes('true') && /^(?:true|false)$/.test(text)
  if (isNumeral || isWord) return 'Write it without quotes.'
  return asks.includes('a list') ? 'Put it in brackets: […].' : `Write ${asks}.`
}
