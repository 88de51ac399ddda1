import type { Mark } from './cursor.ts'

export type TokenKind =
  | 'version-directive'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'end'
  | 'block-list-start'
  | 'block-map-start'
  | 'block-end'
  | 'flow-list-start'
  | 'flow-list-end'
  | 'flow-map-start'
  | 'flow-map-end'
  | 'flow-entry'
  | 'block-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'

/** One word of YAML. Line and column, from 1, are where it begins. */
export interface Token {
  readonly kind: TokenKind
  readonly line: number
  readonly column: number
  /** Of a scalar its text, of an alias or anchor its name, of a tag or directive the handle. */
  readonly text: string
  /** Of a tag what follows the handle, of a directive the prefix. */
  readonly suffix: string
  /** True for a scalar without quotes or `|`. */
  readonly plain: boolean
}

export function textToken(kind: TokenKind, at: Mark, text: string, suffix = ''): Token {
  return { kind, line: at.line, column: at.column, text, suffix, plain: false }
}
