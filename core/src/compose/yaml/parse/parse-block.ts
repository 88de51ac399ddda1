import { peekToken, skipToken } from '../scan/token-stream.ts'
import type { Token, TokenKind } from '../scan/token.ts'
import { countValue, emptyAt, type Parser, placeOf, unexpected } from './parser.ts'
import type { Pair, SyntaxNode } from './syntax-node.ts'

/** Items of a list up to where it ends. */
export function parseBlockList(parser: Parser): readonly SyntaxNode[] {
  const items: SyntaxNode[] = []
  for (;;) {
    const token = peekToken(parser.scanner)
    if (token.kind === 'block-entry') {
      items.push(parseItem(parser, token, endsItem))
    } else if (token.kind === 'block-end') {
      skipToken(parser.scanner)
      return items
    } else {
      throw unexpected(token, 'another item of the list')
    }
  }
}

/** Items of a list that is indented no more than the key which it belongs to. */
export function parseIndentlessList(parser: Parser): readonly SyntaxNode[] {
  const items: SyntaxNode[] = []
  for (;;) {
    const token = peekToken(parser.scanner)
    if (token.kind !== 'block-entry') return items
    items.push(parseItem(parser, token, endsIndentlessItem))
  }
}

const endsPart: ReadonlySet<TokenKind> = new Set(['key', 'value', 'block-end'])
const endsItem: ReadonlySet<TokenKind> = new Set(['block-entry', 'block-end'])
const endsIndentlessItem: ReadonlySet<TokenKind> = new Set([...endsItem, ...endsPart])

function parseItem(parser: Parser, dash: Token, ends: ReadonlySet<TokenKind>): SyntaxNode {
  skipToken(parser.scanner)
  const isEmpty = ends.has(peekToken(parser.scanner).kind)
  return isEmpty ? absent(parser, dash) : parser.node(parser, 'block')
}

/** Pairs of a mapping up to where it ends. */
export function parseBlockMap(parser: Parser): readonly Pair[] {
  const { scanner } = parser
  const pairs: Pair[] = []
  for (;;) {
    const token = peekToken(scanner)
    if (token.kind === 'block-end') {
      skipToken(scanner)
      return pairs
    }
    if (token.kind !== 'key') throw unexpected(token, 'another key of the mapping')
    skipToken(scanner)
    const key = parsePart(parser, token)
    const colon = peekToken(scanner)
    if (colon.kind === 'value') skipToken(scanner)
    const value = colon.kind === 'value' ? parsePart(parser, colon) : absent(parser, token)
    pairs.push({ key, value })
  }
}

/** A key or a value, behind what marks it. */
function parsePart(parser: Parser, mark: Token): SyntaxNode {
  const isEmpty = endsPart.has(peekToken(parser.scanner).kind)
  return isEmpty ? absent(parser, mark) : parser.node(parser, 'block-value')
}

function absent(parser: Parser, token: Token): SyntaxNode {
  countValue(parser, placeOf(parser, token))
  return emptyAt(parser, token)
}
