import { type CST, Lexer, type LineCounter, Parser } from 'yaml'
import { bounds } from './bounds.ts'

/** Tokens up to the second document, at which the docker CLI doesn't look; or what is too much. */
export function readTokens(
  text: string,
  lines: LineCounter,
): { readonly tokens: readonly CST.Token[] } | { readonly excess: 'nodes' | 'depth' } {
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  lines.addNewLine(0)
  let documents = 0
  let lexemes = 0
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1
    if (lexemes > bounds.marks) return { excess: 'nodes' }
    for (const token of parser.next(lexeme)) {
      if (token.type === 'document') documents += 1
      if (documents > 1) return count({ tokens })
      tokens.push(token)
    }
    if (parser.stack.length > bounds.depth && collections(parser.stack) > bounds.depth) {
      return { excess: 'depth' }
    }
  }
  for (const token of parser.end()) {
    if (token.type === 'document') documents += 1
    if (documents <= 1) tokens.push(token)
  }
  return count({ tokens })
}

function collections(stack: readonly CST.Token[]): number {
  return stack.filter((token) => 'items' in token).length
}

function count(read: {
  readonly tokens: readonly CST.Token[]
}): typeof read | { readonly excess: 'nodes' } {
  const stack = [...read.tokens]
  let nodes = 0
  for (let token = stack.pop(); token !== undefined; token = stack.pop()) {
    nodes += 1
    if (nodes > bounds.nodes) return { excess: 'nodes' }
    if (token.type === 'document' && token.value !== undefined) stack.push(token.value)
    if (!('items' in token)) continue
    for (const item of token.items) {
      if (item.key) stack.push(item.key)
      if (item.value) stack.push(item.value)
    }
  }
  return read
}
