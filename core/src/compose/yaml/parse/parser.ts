import type { Place } from '../../../problem.ts'
import { bounds } from '../bounds.ts'
import type { Scanner } from '../scan/scanner.ts'
import type { Token, TokenKind } from '../scan/token.ts'
import { YamlFault } from '../yaml-fault.ts'
import type { Pair, ScalarSyntax, SyntaxNode } from './syntax-node.ts'

/** Where a node stands: inside of brackets, in a block, or as a value of a block mapping. */
export type Context = 'flow' | 'block' | 'block-value'

/** What the parser knows while it goes through one document. */
export interface Parser {
  readonly file: string
  /** Parses what begins at the next token: a list and what is in it need one another. */
  readonly node: (parser: Parser, context: Context) => SyntaxNode
  readonly scanner: Scanner
  /** What the handles of tags stand for. */
  readonly tags: Map<string, string>
  /** Values so far. */
  count: number
  /** Lists and mappings around. */
  depth: number
}

export interface Properties {
  readonly at: Place
  readonly anchor: string | undefined
  readonly tag: string | undefined
}

/** Where a token begins. */
export function placeOf(parser: Parser, { line, column }: Token): Place {
  return { file: parser.file, line, column }
}

export function emptyScalar(properties: Properties): ScalarSyntax {
  const { at, anchor, tag } = properties
  return { kind: 'scalar', at, anchor, tag, text: '', plain: true }
}

export function emptyAt(parser: Parser, token: Token): ScalarSyntax {
  return emptyScalar({ at: placeOf(parser, token), anchor: undefined, tag: undefined })
}

/** Counts a value and refuses one too many. */
export function countValue(parser: Parser, at: Place): void {
  parser.count += 1
  if (parser.count <= bounds.nodes) return
  const message = `the files of the stack have more than ${bounds.nodes} values`
  throw new YamlFault(at, message, bounds.remedy, 'too-many-nodes')
}

/** Parses what is inside of one more list or mapping. */
export function deeper<T extends readonly SyntaxNode[] | readonly Pair[]>(
  parser: Parser,
  at: Place,
  parse: (parser: Parser) => T,
): T {
  parser.depth += 1
  if (parser.depth > bounds.depth) {
    const message = `values are nested more than ${bounds.depth} levels deep`
    throw new YamlFault(at, message, 'Flatten it.', 'too-deep')
  }
  const parsed = parse(parser)
  parser.depth -= 1
  return parsed
}

/** A token that can't stand where it is. */
export function unexpected(token: Token, expected: string): YamlFault {
  if (token.kind === 'block-map-start' || token.kind === 'block-list-start') {
    const message = 'the indentation of this line fits none of the lines above'
    return new YamlFault(token, message, 'Indent it as the lines that it belongs to.')
  }
  return new YamlFault(
    token,
    `${expected} is expected here, not ${called[token.kind]}`,
    remedyOf(token),
  )
}

const called: Readonly<Record<TokenKind, string>> = {
  'version-directive': 'a directive',
  'tag-directive': 'a directive',
  'document-start': '"---"',
  'document-end': '"..."',
  end: 'the end of the file',
  'block-list-start': 'an item of a list',
  'block-entry': 'an item of a list',
  'block-map-start': 'a key',
  key: 'a key',
  'block-end': 'less indentation',
  'flow-list-start': '"["',
  'flow-list-end': '"]"',
  'flow-map-start': '"{"',
  'flow-map-end': '"}"',
  'flow-entry': '","',
  value: '":"',
  alias: 'an alias',
  anchor: 'an anchor',
  tag: 'a tag',
  scalar: 'text',
}

function remedyOf({ kind }: Token): string {
  return kind === 'end' ? 'Close the brackets.' : 'Check indentation, quotes and commas here.'
}
