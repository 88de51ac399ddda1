import type { Spent } from '../bounds.ts'
import { scannerOf } from '../scan/scanner.ts'
import type { Token, TokenKind } from '../scan/token.ts'
import { peekToken, skipToken } from '../scan/token-stream.ts'
import { YamlFault } from '../yaml-fault.ts'
import { parseNode } from './parse-node.ts'
import { emptyAt, type Parser, unexpected } from './parser.ts'
import type { SyntaxNode } from './syntax-node.ts'

/**
 * Parses the first YAML document of a text; what follows it is not looked at, as with the docker
 * CLI. Throws a `YamlFault` when it is none, or larger than the bounds.
 */
export function parseDocument(file: string, text: string, spent: Spent): SyntaxNode {
  const parser: Parser = {
    file,
    node: parseNode,
    scanner: scannerOf(text),
    tags: new Map([
      ['!', '!'],
      ['!!', 'tag:yaml.org,2002:'],
    ]),
    count: spent.nodes,
    depth: 0,
  }
  const root = parseRoot(parser)
  peekToken(parser.scanner)
  return root
}

function parseRoot(parser: Parser): SyntaxNode {
  const { scanner } = parser
  const first = peekToken(scanner)
  const token = parseDirectives(parser)
  if (token.kind !== 'document-start') {
    if (token !== first) throw unexpected(token, '"---"')
    return token.kind === 'end' ? emptyAt(parser, token) : parseNode(parser, 'block')
  }
  skipToken(scanner)
  const next = peekToken(scanner)
  return endsDocument.has(next.kind) ? emptyAt(parser, next) : parseNode(parser, 'block')
}

const endsDocument: ReadonlySet<TokenKind> = new Set([
  'version-directive',
  'tag-directive',
  'document-start',
  'document-end',
  'end',
])

/** Passes lines that begin with `%` and returns the token behind them. */
function parseDirectives(parser: Parser): Token {
  const { scanner, tags } = parser
  const own = new Set<string>()
  for (;;) {
    const token = peekToken(scanner)
    if (token.kind === 'version-directive') {
      if (own.has('%YAML')) throw new YamlFault(token, '%YAML stands there twice', 'Remove one.')
      own.add('%YAML')
      if (token.text !== '1.1') {
        const message = `YAML ${token.text} is not read, only 1.1`
        throw new YamlFault(token, message, 'Remove the line.')
      }
    } else if (token.kind === 'tag-directive') {
      if (own.has(token.text)) {
        throw new YamlFault(token, `%TAG ${token.text} stands there twice`, 'Remove one.')
      }
      own.add(token.text)
      tags.set(token.text, token.suffix)
    } else {
      return token
    }
    skipToken(scanner)
  }
}
