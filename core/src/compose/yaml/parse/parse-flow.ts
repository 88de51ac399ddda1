import { peekToken, skipToken } from '../scan/token-stream.ts'
import type { Token, TokenKind } from '../scan/token.ts'
import { countValue, emptyAt, type Parser, placeOf, unexpected } from './parser.ts'
import type { Pair, SyntaxNode } from './syntax-node.ts'

/** Items between `[` and `]`. */
export function parseFlowList(parser: Parser): readonly SyntaxNode[] {
  const items: SyntaxNode[] = []
  while (parseComma(parser, 'flow-list-end', items.length === 0, '"," or "]"')) {
    const token = peekToken(parser.scanner)
    items.push(token.kind === 'key' ? parseSinglePair(parser) : parser.node(parser, 'flow'))
  }
  return items
}

/** `key: value` as an item of a list is a mapping of its own. */
function parseSinglePair(parser: Parser): SyntaxNode {
  const { scanner } = parser
  const token = peekToken(scanner)
  const at = placeOf(parser, token)
  countValue(parser, at)
  skipToken(scanner)
  const next = peekToken(scanner)
  let key: SyntaxNode
  if (endsKey(next, 'flow-list-end')) {
    // As the docker CLI's parser, which so refuses what follows.
    skipToken(scanner)
    key = emptyAt(parser, next)
  } else {
    key = parser.node(parser, 'flow')
  }
  const value = parseValue(parser, token, 'flow-list-end')
  return { kind: 'map', at, anchor: undefined, tag: undefined, pairs: [{ key, value }] }
}

/** Pairs between `{` and `}`; a key without a value has none. */
export function parseFlowMap(parser: Parser): readonly Pair[] {
  const { scanner } = parser
  const pairs: Pair[] = []
  while (parseComma(parser, 'flow-map-end', pairs.length === 0, '"," or "}"')) {
    const token = peekToken(scanner)
    if (token.kind !== 'key') {
      pairs.push({ key: parser.node(parser, 'flow'), value: absent(parser, token) })
      continue
    }
    skipToken(scanner)
    const isEmpty = endsKey(peekToken(scanner), 'flow-map-end')
    const key = isEmpty ? absent(parser, token) : parser.node(parser, 'flow')
    pairs.push({ key, value: parseValue(parser, token, 'flow-map-end') })
  }
  return pairs
}

/** Passes the comma before an item, or the closing bracket; true when an item follows. */
function parseComma(parser: Parser, end: TokenKind, first: boolean, expected: string): boolean {
  const { scanner } = parser
  let token = peekToken(scanner)
  if (!first && token.kind !== end) {
    if (token.kind !== 'flow-entry') throw unexpected(token, expected)
    skipToken(scanner)
    token = peekToken(scanner)
  }
  if (token.kind !== end) return true
  skipToken(scanner)
  return false
}

function parseValue(parser: Parser, key: Token, end: TokenKind): SyntaxNode {
  const { scanner } = parser
  const colon = peekToken(scanner)
  if (colon.kind !== 'value') return absent(parser, key)
  skipToken(scanner)
  const next = peekToken(scanner)
  const isEmpty = next.kind === 'flow-entry' || next.kind === end
  return isEmpty ? absent(parser, colon) : parser.node(parser, 'flow')
}

function endsKey({ kind }: Token, end: TokenKind): boolean {
  return kind === 'value' || kind === 'flow-entry' || kind === end
}

function absent(parser: Parser, token: Token): SyntaxNode {
  countValue(parser, placeOf(parser, token))
  return emptyAt(parser, token)
}
