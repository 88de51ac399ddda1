import { type Cursor, type Mark, markOf } from './cursor.ts'
import { textToken, type Token, type TokenKind } from './token.ts'

/** A token that turns out to begin a key when `:` follows it in its line. */
export interface PossibleKey {
  possible: boolean
  /** True where nothing but a key may stand. */
  required: boolean
  /** The number of the token, counted from the first of the text. */
  number: number
  position: number
  line: number
  column: number
}

/**
 * Turns a text into tokens, one after another, as YAML 1.1 parsers of the libyaml family do, which
 * the docker CLI's is one of.
 */
export interface Scanner extends Cursor {
  /** Tokens that were found and not taken. */
  readonly tokens: Token[]
  taken: number
  /** True when nothing that follows can come before the first of `tokens`. */
  settled: boolean
  /** Columns of the block collections around, the innermost last; -1 for none. */
  readonly indents: number[]
  /** The possible key of each level of brackets, the innermost last; the first is outside of all. */
  readonly keys: PossibleKey[]
  /** True where a key may begin. */
  keyAllowed: boolean
}

export function scannerOf(text: string): Scanner {
  return {
    text,
    position: 0,
    line: 1,
    lineStart: 0,
    tokens: [],
    taken: 0,
    settled: false,
    indents: [-1],
    keys: [noKey()],
    keyAllowed: true,
  }
}

export function indentOf(scanner: Scanner): number {
  return scanner.indents[scanner.indents.length - 1] ?? -1
}

export function inFlow(scanner: Scanner): boolean {
  return scanner.keys.length > 1
}

function noKey(): PossibleKey {
  return { possible: false, required: false, number: 0, position: 0, line: 0, column: 0 }
}

export function enterBrackets(scanner: Scanner): void {
  scanner.keys.push(noKey())
}

export function leaveBrackets(scanner: Scanner): void {
  if (inFlow(scanner)) scanner.keys.pop()
}

/** Opens a block collection when the column is deeper than the one around. `index` is among `tokens`. */
export function deepen(scanner: Scanner, kind: TokenKind, at: Mark, index: number): void {
  const column = at.column - 1
  if (inFlow(scanner) || indentOf(scanner) >= column) return
  scanner.indents.push(column)
  scanner.tokens.splice(index, 0, textToken(kind, at, ''))
}

/** Closes the block collections that are deeper than the column. */
export function closeDeeper(scanner: Scanner, column: number): void {
  if (inFlow(scanner)) return
  while (indentOf(scanner) > column) {
    scanner.indents.pop()
    add(scanner, 'block-end')
  }
}

export function add(scanner: Scanner, kind: TokenKind): void {
  scanner.tokens.push(textToken(kind, markOf(scanner), ''))
}
