import { reportError } from '../../compose/report.ts'
import type { Node, StringNode } from '../../compose/yaml/node.ts'
import type { OptionValue, ScalarValue } from '../options/option.ts'
import { type OptionPiece, optionText } from './option-text.ts'
import { type Rendering, spotOf } from './rendering.ts'

/** What a text becomes; `nothing`: the key or item that has it is left out. */
export type Filled =
  | { readonly kind: 'node'; readonly node: Node }
  /** A list that is an item of a list: its items take its place. */
  | { readonly kind: 'items'; readonly items: readonly Node[] }
  | { readonly kind: 'nothing' }

/**
 * Puts options into a text. A text that is one option and nothing else becomes the value, of its
 * type; in a longer one the value becomes text. Dollar signs of values are doubled.
 */
export function fillText(node: StringNode, rendering: Rendering): Filled {
  const { pieces, faults } = optionText(node.value, rendering.isOption)
  for (const fault of faults) {
    reportError(rendering.report, { ...spotOf(node, rendering), code: 'option-text', ...fault })
  }
  const [first] = pieces
  if (first === undefined || faults.length > 0) return { kind: 'node', node }
  if (pieces.length === 1 && first.kind === 'option') return fillWhole(first, node, rendering)
  const text = pieces.map((piece) => pieceText(piece, node, rendering)).join('')
  rendering.spent.characters += text.length
  return { kind: 'node', node: { kind: 'string', value: text, at: node.at } }
}

type OptionName = Extract<OptionPiece, { kind: 'option' }>

function fillWhole(piece: OptionName, node: StringNode, rendering: Rendering): Filled {
  const value = valueOf(piece, node, rendering)
  if (value === undefined) return { kind: 'nothing' }
  if (typeof value !== 'object') return { kind: 'node', node: scalar(value, node, rendering) }
  const items = value.map((item) => scalar(item, node, rendering))
  rendering.spent.nodes += items.length
  const isItem = typeof rendering.path.at(-1) === 'number'
  return isItem
    ? { kind: 'items', items }
    : { kind: 'node', node: { kind: 'list', items, at: node.at } }
}

function scalar(value: ScalarValue, { at }: StringNode, { spent }: Rendering): Node {
  if (typeof value === 'boolean') return { kind: 'bool', value, at }
  if (typeof value === 'number') {
    return Number.isInteger(value) && Math.abs(value) < 1e15
      ? { kind: 'int', value: BigInt(value), at }
      : { kind: 'float', value, at }
  }
  const text = doubled(value)
  spent.characters += text.length
  return { kind: 'string', value: text, at }
}

function pieceText(piece: OptionPiece, node: StringNode, rendering: Rendering): string {
  if (piece.kind === 'text') return piece.text
  const value = valueOf(piece, node, rendering)
  if (value === undefined) return ''
  return doubled(typeof value === 'object' ? value.join(',') : String(value))
}

/** The value, or what the text says to take without one. */
function valueOf(
  { name, otherwise }: OptionName,
  node: StringNode,
  rendering: Rendering,
): OptionValue | undefined {
  const value = rendering.values.get(name)
  const isEmpty = value === undefined || (value === '' && otherwise?.operator.startsWith(':'))
  if (!isEmpty || otherwise === undefined) return value
  if (otherwise.operator.endsWith('-')) return otherwise.text
  reportError(rendering.report, {
    ...spotOf(node, rendering),
    code: 'option-missing',
    message: `the option ${name} must be given${otherwise.text === '' ? '' : `: ${otherwise.text}`}`,
    remedy: `Give a value for ${name}.`,
  })
  return undefined
}

/** So that interpolation at deploy time gives the text back. */
function doubled(text: string): string {
  return text.replaceAll('$', () => '$$')
}
