import { YamlFault } from '../yaml-fault.ts'
import {
  atDocumentMark,
  codeAt,
  type Cursor,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isEnd,
  type Mark,
  markOf,
  passBreak,
} from './cursor.ts'
import { passEscape } from './escape.ts'
import { fold } from './scan-plain.ts'

/** Reads text in single or double quotes, lines folded. */
export function scanQuoted(cursor: Cursor): string {
  const quote = codeAt(cursor)
  const opened = markOf(cursor)
  cursor.position += 1
  let text = ''
  for (;;) {
    if (atDocumentMark(cursor)) throw open(opened, '--- or ... stands before the quote is closed')
    if (isEnd(codeAt(cursor))) throw open(opened, 'the quote that opens here is never closed')
    const word = passQuotedWord(cursor, quote)
    text += word.text
    if (codeAt(cursor) === quote) break
    text += passBetween(cursor, word.continued)
  }
  cursor.position += 1
  return text
}

function open(at: Mark, message: string): YamlFault {
  return new YamlFault(at, message, 'Close the quote.')
}

/** `continued`: an escaped line break ended it, so that what follows joins without a space. */
function passQuotedWord(cursor: Cursor, quote: number): { text: string; continued: boolean } {
  let text = ''
  let start = cursor.position
  const upToHere = () => text + cursor.text.slice(start, cursor.position)
  for (;;) {
    const code = codeAt(cursor)
    if (isBlankOrEnd(code)) return { text: upToHere(), continued: false }
    if (code === quote) {
      if (quote === 0x22 || codeAt(cursor, 1) !== quote)
        return { text: upToHere(), continued: false }
      cursor.position += 1
      text = upToHere()
      cursor.position += 1
      start = cursor.position
    } else if (code === 0x5c && quote === 0x22) {
      text = upToHere()
      if (isBreak(codeAt(cursor, 1))) {
        cursor.position += 1
        passBreak(cursor)
        return { text, continued: true }
      }
      text += passEscape(cursor)
      start = cursor.position
    } else {
      cursor.position += 1
    }
  }
}

function passBetween(cursor: Cursor, continued: boolean): string {
  const start = cursor.position
  let first: string | undefined
  let more = ''
  for (;;) {
    const code = codeAt(cursor)
    if (isBlank(code)) {
      cursor.position += 1
    } else if (isBreak(code)) {
      if (first === undefined && !continued) first = passBreak(cursor)
      else more += passBreak(cursor)
    } else {
      break
    }
  }
  if (continued) return more
  return first === undefined ? cursor.text.slice(start, cursor.position) : fold(first, more)
}
