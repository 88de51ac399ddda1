import { YamlFault } from '../yaml-fault.ts'

/** A place in a text that moves forward. */
export interface Cursor {
  readonly text: string
  /** Offset of the next character, in UTF-16 units. */
  position: number
  /** From 1. */
  line: number
  /** Offset at which the line begins. */
  lineStart: number
}

/** A place that was passed. Line and column count from 1. */
export interface Mark {
  readonly line: number
  readonly column: number
}

/** The code of the character `ahead` of the cursor; NaN behind the end. */
export function codeAt(cursor: Cursor, ahead = 0): number {
  return cursor.text.charCodeAt(cursor.position + ahead)
}

/** The indentation that the cursor stands at, from 0. */
export function columnOf(cursor: Cursor): number {
  return cursor.position - cursor.lineStart
}

export function markOf(cursor: Cursor): Mark {
  return { line: cursor.line, column: columnOf(cursor) + 1 }
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** YAML 1.1 ends lines at NEL, LS and PS too, and so does the docker CLI. */
export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029
}

export function isEnd(code: number): boolean {
  return Number.isNaN(code)
}

export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || isEnd(code)
}

export function isBlankOrEnd(code: number): boolean {
  return isBlank(code) || isBreak(code) || isEnd(code)
}

/** Letters, digits, `_` and `-`: what names of anchors, tag handles and directives consist of. */
export function isWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2d
  )
}

/** Passes a line break and returns it as YAML reads it: LS and PS stay, the others are `\n`. */
export function passBreak(cursor: Cursor): string {
  const code = codeAt(cursor)
  cursor.position += code === 0x0d && codeAt(cursor, 1) === 0x0a ? 2 : 1
  cursor.line += 1
  cursor.lineStart = cursor.position
  return code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n'
}

export function passBlanks(cursor: Cursor): void {
  while (isBlank(codeAt(cursor))) cursor.position += 1
}

export function passSpaces(cursor: Cursor): void {
  while (codeAt(cursor) === 0x20) cursor.position += 1
}

export function passToBreak(cursor: Cursor): void {
  while (!isBreakOrEnd(codeAt(cursor))) cursor.position += 1
}

/** Passes letters, digits, `_` and `-`, and returns them. */
export function passWord(cursor: Cursor): string {
  const start = cursor.position
  while (isWord(codeAt(cursor))) cursor.position += 1
  return cursor.text.slice(start, cursor.position)
}

/** True at `---` or `...` in the first column, with a blank, a line break or the end behind it. */
export function atDocumentMark(cursor: Cursor): boolean {
  if (cursor.position !== cursor.lineStart) return false
  const code = codeAt(cursor)
  if (code !== 0x2d && code !== 0x2e) return false
  return codeAt(cursor, 1) === code && codeAt(cursor, 2) === code && isBlankOrEnd(codeAt(cursor, 3))
}

/** What is left of a line behind a directive or the head of a block scalar: blanks and a comment. */
export function passLineEnd(cursor: Cursor, what: string): void {
  passBlanks(cursor)
  if (codeAt(cursor) === 0x23) passToBreak(cursor)
  if (!isBreakOrEnd(codeAt(cursor))) {
    throw new YamlFault(
      markOf(cursor),
      `nothing may follow ${what} in its line`,
      'Begin a new line.',
    )
  }
  if (isBreak(codeAt(cursor))) passBreak(cursor)
}
