import { YamlFault } from '../yaml-fault.ts'
import {
  codeAt,
  columnOf,
  type Cursor,
  isBlank,
  isBreak,
  isEnd,
  markOf,
  passBreak,
  passLineEnd,
  passToBreak,
} from './cursor.ts'
import { tabIndent } from './scan-plain.ts'

interface Head {
  readonly literal: boolean
  readonly chomping: 'strip' | 'clip' | 'keep'
  /** Columns of indentation on top of the parent's; 0 when the text decides. */
  readonly increment: number
}

/** Reads text after `|` or `>`. `parentIndent` is that of the collection around, -1 for none. */
export function scanBlock(cursor: Cursor, parentIndent: number): string {
  const head = scanHead(cursor)
  const given = head.increment === 0 ? 0 : Math.max(parentIndent, 0) + head.increment
  const first = passEmptyLines(cursor, given)
  const indent = given === 0 ? Math.max(first.widest, parentIndent + 1, 1) : given
  let { breaks } = first
  let text = ''
  let lineBreak = ''
  let wasBlank = false
  while (columnOf(cursor) === indent && !isEnd(codeAt(cursor))) {
    const blank = isBlank(codeAt(cursor))
    const folds = !head.literal && !wasBlank && !blank && lineBreak === '\n'
    if (!folds) text += lineBreak
    else if (breaks === '') text += ' '
    const start = cursor.position
    passToBreak(cursor)
    text += breaks + cursor.text.slice(start, cursor.position)
    wasBlank = blank
    lineBreak = isBreak(codeAt(cursor)) ? passBreak(cursor) : ''
    ;({ breaks } = passEmptyLines(cursor, indent))
  }
  if (head.chomping !== 'strip') text += lineBreak
  return head.chomping === 'keep' ? text + breaks : text
}

function scanHead(cursor: Cursor): Head {
  const at = markOf(cursor)
  const literal = codeAt(cursor) === 0x7c
  cursor.position += 1
  const { text, position } = cursor
  const found = /^(?:([-+])([0-9]?)|([0-9])([-+]?))/.exec(text.slice(position, position + 2))
  cursor.position += found?.[0].length ?? 0
  const sign = found?.[1] ?? found?.[4]
  const digit = found?.[2] ?? found?.[3]
  if (digit === '0') {
    const remedy = 'Write a digit from 1 to 9, or none.'
    throw new YamlFault(at, 'a text can not be indented by 0', remedy)
  }
  passLineEnd(cursor, literal ? '"|"' : '">"')
  const chomping = sign === '-' ? 'strip' : sign === '+' ? 'keep' : 'clip'
  return { literal, chomping, increment: Number(digit ?? '') }
}

/** Passes lines without text, up to the indentation; `indent` 0 takes whatever is there. */
function passEmptyLines(cursor: Cursor, indent: number): { breaks: string; widest: number } {
  let breaks = ''
  let widest = 0
  const inside = () => indent === 0 || columnOf(cursor) < indent
  for (;;) {
    while (codeAt(cursor) === 0x20 && inside()) cursor.position += 1
    widest = Math.max(widest, columnOf(cursor))
    if (codeAt(cursor) === 0x09 && inside()) throw tabIndent(cursor)
    if (isBreak(codeAt(cursor))) breaks += passBreak(cursor)
    else return { breaks, widest }
  }
}
