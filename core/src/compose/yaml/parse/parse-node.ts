import { peekToken, skipToken } from '../scan/token-stream.ts'
import type { Token, TokenKind } from '../scan/token.ts'
import { YamlFault } from '../yaml-fault.ts'
import { parseBlockList, parseBlockMap, parseIndentlessList } from './parse-block.ts'
import { parseFlowList, parseFlowMap } from './parse-flow.ts'
import {
  type Context,
  countValue,
  deeper,
  emptyScalar,
  type Parser,
  placeOf,
  type Properties,
  unexpected,
} from './parser.ts'
import type { SyntaxNode } from './syntax-node.ts'

export function parseNode(parser: Parser, context: Context): SyntaxNode {
  const first = peekToken(parser.scanner)
  countValue(parser, placeOf(parser, first))
  if (first.kind !== 'alias') return parseContent(parser, context, parseProperties(parser))
  skipToken(parser.scanner)
  return { kind: 'alias', at: placeOf(parser, first), name: first.text }
}

function parseProperties(parser: Parser): Properties {
  const { scanner } = parser
  let anchor: string | undefined
  let tag: string | undefined
  let token = peekToken(scanner)
  const start = token
  while (
    (token.kind === 'anchor' && anchor === undefined) ||
    (token.kind === 'tag' && tag === undefined)
  ) {
    if (token.kind === 'anchor') anchor = token.text
    else tag = tagOf(parser, token)
    skipToken(scanner)
    token = peekToken(scanner)
  }
  const hasContent = contents.has(token.kind)
  return { at: placeOf(parser, hasContent ? token : start), anchor, tag }
}

const contents: ReadonlySet<TokenKind> = new Set([
  'scalar',
  'block-entry',
  'block-list-start',
  'block-map-start',
  'flow-list-start',
  'flow-map-start',
])

function tagOf(parser: Parser, token: Token): string {
  if (token.text === '') return token.suffix
  const prefix = parser.tags.get(token.text)
  if (prefix !== undefined) return prefix + token.suffix
  const message = `no %TAG line defines the tag handle ${token.text}`
  throw new YamlFault(token, message, 'Put text that begins with ! in quotes.')
}

function parseContent(parser: Parser, context: Context, properties: Properties): SyntaxNode {
  const { scanner } = parser
  const { at, anchor, tag } = properties
  const token = peekToken(scanner)
  if (token.kind === 'scalar') {
    skipToken(scanner)
    return { kind: 'scalar', at, anchor, tag, text: token.text, plain: token.plain }
  }
  if (mapKinds.has(token.kind) && canStand(token, context)) {
    skipToken(scanner)
    const parse = token.kind === 'flow-map-start' ? parseFlowMap : parseBlockMap
    return { kind: 'map', at, anchor, tag, pairs: deeper(parser, at, parse) }
  }
  if (listKinds.has(token.kind) && canStand(token, context)) {
    return { kind: 'list', at, anchor, tag, items: deeper(parser, at, parseList) }
  }
  if (anchor !== undefined || tag !== undefined) return emptyScalar(properties)
  throw unexpected(token, 'a value')
}

const mapKinds: ReadonlySet<TokenKind> = new Set(['flow-map-start', 'block-map-start'])
const listKinds: ReadonlySet<TokenKind> = new Set([
  'flow-list-start',
  'block-list-start',
  'block-entry',
])

function canStand({ kind }: Token, context: Context): boolean {
  if (kind === 'block-entry') return context === 'block-value'
  return context !== 'flow' || kind === 'flow-map-start' || kind === 'flow-list-start'
}

function parseList(parser: Parser): readonly SyntaxNode[] {
  const { kind } = peekToken(parser.scanner)
  if (kind === 'block-entry') return parseIndentlessList(parser)
  skipToken(parser.scanner)
  return kind === 'flow-list-start' ? parseFlowList(parser) : parseBlockList(parser)
}
