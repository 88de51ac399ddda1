import { YamlFault } from '../yaml-fault.ts'
import {
  atDocumentMark,
  codeAt,
  columnOf,
  type Cursor,
  isBlank,
  isBlankOrEnd,
  isBreak,
  markOf,
  passBreak,
} from './cursor.ts'

/** Text without quotes, and whether the cursor stands in a later line than its last character. */
export interface PlainText {
  readonly text: string
  readonly endedLine: boolean
}

/**
 * Reads text without quotes, lines folded. It ends at `: `, at ` #`, at a line that isn't indented
 * to `indent`, and inside of brackets at `,?[]{}`.
 */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainText {
  let text = ''
  let between = ''
  let endedLine = false
  while (!atDocumentMark(cursor) && codeAt(cursor) !== 0x23) {
    const start = cursor.position
    passPlainWord(cursor, inFlow)
    if (cursor.position > start) {
      text += between + cursor.text.slice(start, cursor.position)
      endedLine = false
    }
    const next = codeAt(cursor)
    if (!isBlank(next) && !isBreak(next)) break
    between = passBetween(cursor, indent)
    endedLine = cursor.lineStart > start
    if (endedLine && !inFlow && columnOf(cursor) < indent) break
  }
  return { text, endedLine }
}

function passPlainWord(cursor: Cursor, inFlow: boolean): void {
  for (;;) {
    const code = codeAt(cursor)
    if (isBlankOrEnd(code)) return
    if (code === 0x3a && isBlankOrEnd(codeAt(cursor, 1))) return
    if (inFlow && endsInFlow(code)) return
    cursor.position += 1
  }
}

/** One of `,?[]{}`. */
function endsInFlow(code: number): boolean {
  return (
    code === 0x2c ||
    code === 0x3f ||
    code === 0x5b ||
    code === 0x5d ||
    code === 0x7b ||
    code === 0x7d
  )
}

/** Passes blanks and line breaks, and returns what they become when text follows. */
function passBetween(cursor: Cursor, indent: number): string {
  const start = cursor.position
  let first: string | undefined
  let more = ''
  for (;;) {
    const code = codeAt(cursor)
    if (isBreak(code)) {
      if (first === undefined) first = passBreak(cursor)
      else more += passBreak(cursor)
    } else if (isBlank(code)) {
      if (first !== undefined && code === 0x09 && columnOf(cursor) < indent) throw tabIndent(cursor)
      cursor.position += 1
    } else {
      break
    }
  }
  if (first === undefined) return cursor.text.slice(start, cursor.position)
  return fold(first, more)
}

/** One line break becomes a space; of more, the first is dropped. */
export function fold(first: string, more: string): string {
  if (first !== '\n') return first + more
  return more === '' ? ' ' : more
}

export function tabIndent(cursor: Cursor): YamlFault {
  return new YamlFault(
    markOf(cursor),
    'a tab stands where the line is indented',
    'Indent with spaces.',
  )
}
