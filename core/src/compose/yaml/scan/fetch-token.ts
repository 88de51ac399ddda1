import { YamlFault } from '../yaml-fault.ts'
import { atDocumentMark, codeAt, columnOf, isBlankOrEnd, isEnd, markOf } from './cursor.ts'
import { passLineComment, passToToken } from './pass-to-token.ts'
import { scanBlock } from './scan-block.ts'
import { scanDirective } from './scan-directive.ts'
import { scanPlain, tabIndent } from './scan-plain.ts'
import { scanQuoted } from './scan-quoted.ts'
import { scanAnchor, scanTag } from './scan-tag.ts'
import { currentKey, dropPossibleKey, isKeyStill, savePossibleKey } from './possible-key.ts'
import {
  add,
  closeDeeper,
  deepen,
  enterBrackets,
  indentOf,
  inFlow,
  leaveBrackets,
  type Scanner,
} from './scanner.ts'
import { textToken, type Token, type TokenKind } from './token.ts'

/** Passes to the next token and adds it, with those that come before it: ends of collections, keys. */
export function fetchToken(scanner: Scanner): void {
  passToToken(scanner)
  closeDeeper(scanner, isEnd(codeAt(scanner)) ? -1 : columnOf(scanner))
  if (addToken(scanner) !== 'block-entry') passLineComment(scanner)
}

function addToken(scanner: Scanner): TokenKind {
  const character = scanner.text.charAt(scanner.position)
  if (character === '') return addEnd(scanner)
  if (character === '%' && columnOf(scanner) === 0) return addDirective(scanner)
  if (atDocumentMark(scanner)) return addDocumentMark(scanner)
  const begin = beginnings.get(character)
  return begin === undefined ? addPlain(scanner) : begin(scanner)
}

/** What begins with a character; with any other, text without quotes. */
const beginnings: ReadonlyMap<string, (scanner: Scanner) => TokenKind> = new Map([
  ['[', (scanner) => addOpening(scanner, 'flow-list-start')],
  ['{', (scanner) => addOpening(scanner, 'flow-map-start')],
  [']', (scanner) => addClosing(scanner, 'flow-list-end')],
  ['}', (scanner) => addClosing(scanner, 'flow-map-end')],
  [',', (scanner) => addIndicator(scanner, 'flow-entry', true)],
  ['-', (scanner) => (isBlankNext(scanner) ? addEntry(scanner) : addPlain(scanner))],
  ['?', (scanner) => (isIndicator(scanner) ? addKey(scanner) : addPlain(scanner))],
  [':', (scanner) => (isIndicator(scanner) ? addValue(scanner) : addPlain(scanner))],
  ['*', (scanner) => addText(scanner, 'alias', () => ({ text: scanAnchor(scanner) }))],
  ['&', (scanner) => addText(scanner, 'anchor', () => ({ text: scanAnchor(scanner) }))],
  ['!', (scanner) => addText(scanner, 'tag', () => scanTag(scanner))],
  ["'", (scanner) => addText(scanner, 'scalar', () => ({ text: scanQuoted(scanner) }))],
  ['"', (scanner) => addText(scanner, 'scalar', () => ({ text: scanQuoted(scanner) }))],
  ['|', addBlockText],
  ['>', addBlockText],
  ['#', refuseCharacter],
  ['%', refuseCharacter],
  ['@', refuseCharacter],
  ['`', refuseCharacter],
  ['\t', refuseCharacter],
])

function isBlankNext(scanner: Scanner): boolean {
  return isBlankOrEnd(codeAt(scanner, 1))
}

function isIndicator(scanner: Scanner): boolean {
  return inFlow(scanner) || isBlankNext(scanner)
}

function refuseCharacter(scanner: Scanner): never {
  const character = scanner.text.charAt(scanner.position)
  if (character === '\t') throw tabIndent(scanner)
  throw new YamlFault(
    markOf(scanner),
    `no value can begin with "${character}"`,
    'Put the value in quotes.',
  )
}

function addEnd(scanner: Scanner): TokenKind {
  dropPossibleKey(scanner)
  scanner.keyAllowed = false
  add(scanner, 'end')
  // No key goes on behind the end.
  if (columnOf(scanner) > 0) {
    scanner.line += 1
    scanner.lineStart = scanner.position
  }
  return 'end'
}

function addDirective(scanner: Scanner): TokenKind {
  closeDeeper(scanner, -1)
  dropPossibleKey(scanner)
  scanner.keyAllowed = false
  const at = markOf(scanner)
  const directive = scanDirective(scanner)
  scanner.tokens.push(
    directive.kind === 'version-directive'
      ? textToken(directive.kind, at, directive.version)
      : textToken(directive.kind, at, directive.handle, directive.prefix),
  )
  return directive.kind
}

function addDocumentMark(scanner: Scanner): TokenKind {
  closeDeeper(scanner, -1)
  dropPossibleKey(scanner)
  scanner.keyAllowed = false
  const kind = scanner.text.charAt(scanner.position) === '-' ? 'document-start' : 'document-end'
  add(scanner, kind)
  scanner.position += 3
  return kind
}

function addOpening(scanner: Scanner, kind: TokenKind): TokenKind {
  savePossibleKey(scanner)
  enterBrackets(scanner)
  scanner.keyAllowed = true
  add(scanner, kind)
  scanner.position += 1
  return kind
}

function addClosing(scanner: Scanner, kind: TokenKind): TokenKind {
  dropPossibleKey(scanner)
  leaveBrackets(scanner)
  return addIndicator(scanner, kind, false)
}

/** One character that a key may, or may not, follow. */
function addIndicator(scanner: Scanner, kind: TokenKind, keyAllowed: boolean): TokenKind {
  dropPossibleKey(scanner)
  scanner.keyAllowed = keyAllowed
  add(scanner, kind)
  scanner.position += 1
  return kind
}

function addEntry(scanner: Scanner): TokenKind {
  if (!inFlow(scanner)) {
    if (!scanner.keyAllowed)
      throw misplaced(scanner, 'an item of a list', 'Begin a new line for it.')
    deepen(scanner, 'block-list-start', markOf(scanner), scanner.tokens.length)
  }
  return addIndicator(scanner, 'block-entry', true)
}

function addKey(scanner: Scanner): TokenKind {
  const block = !inFlow(scanner)
  if (block) {
    if (!scanner.keyAllowed) throw misplaced(scanner, 'a key', 'Begin a new line for it.')
    deepen(scanner, 'block-map-start', markOf(scanner), scanner.tokens.length)
  }
  return addIndicator(scanner, 'key', block)
}

function addValue(scanner: Scanner): TokenKind {
  const key = currentKey(scanner)
  if (isKeyStill(scanner, key)) {
    const index = key.number - scanner.taken
    const at = { line: key.line, column: key.column + 1 }
    scanner.tokens.splice(index, 0, textToken('key', at, ''))
    deepen(scanner, 'block-map-start', at, index)
    key.possible = false
    scanner.keyAllowed = false
  } else {
    const block = !inFlow(scanner)
    if (block) {
      if (!scanner.keyAllowed) throw misplaced(scanner, 'the value of a key', valueRemedy)
      deepen(scanner, 'block-map-start', markOf(scanner), scanner.tokens.length)
    }
    scanner.keyAllowed = block
  }
  add(scanner, 'value')
  scanner.position += 1
  return 'value'
}

const valueRemedy = 'Put text with ": " in it in quotes, and begin a new line for each key.'

function misplaced(scanner: Scanner, what: string, remedy: string): YamlFault {
  return new YamlFault(markOf(scanner), `${what} can not stand here`, remedy)
}

function addText(
  scanner: Scanner,
  kind: TokenKind,
  scan: () => { readonly text: string; readonly suffix?: string },
): TokenKind {
  savePossibleKey(scanner)
  scanner.keyAllowed = false
  const at = markOf(scanner)
  const { text, suffix } = scan()
  scanner.tokens.push(textToken(kind, at, text, suffix))
  return kind
}

function addBlockText(scanner: Scanner): TokenKind {
  if (inFlow(scanner)) return refuseCharacter(scanner)
  dropPossibleKey(scanner)
  scanner.keyAllowed = true
  const at = markOf(scanner)
  scanner.tokens.push(textToken('scalar', at, scanBlock(scanner, indentOf(scanner))))
  return 'scalar'
}

function addPlain(scanner: Scanner): TokenKind {
  savePossibleKey(scanner)
  scanner.keyAllowed = false
  const { line, column } = markOf(scanner)
  const { text, endedLine } = scanPlain(scanner, indentOf(scanner) + 1, inFlow(scanner))
  if (endedLine) scanner.keyAllowed = true
  const token: Token = { kind: 'scalar', line, column, text, suffix: '', plain: true }
  scanner.tokens.push(token)
  return 'scalar'
}
