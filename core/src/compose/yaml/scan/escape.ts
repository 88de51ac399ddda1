import { YamlFault } from '../yaml-fault.ts'
import { codeAt, type Cursor, isEnd, markOf } from './cursor.ts'

const named: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001B'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00A0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
])

const digits: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

/** Passes a backslash with what it escapes in double quotes, and returns what that stands for. */
export function passEscape(cursor: Cursor): string {
  const letter = cursor.text.charAt(cursor.position + 1)
  const text = named.get(letter)
  if (text !== undefined) {
    cursor.position += 2
    return text
  }
  const count = digits.get(letter)
  if (count === undefined) throw unknown(cursor, letter)
  const start = cursor.position + 2
  const digitsText = cursor.text.slice(start, start + count)
  const value = /^[0-9a-fA-F]+$/.test(digitsText) ? Number.parseInt(digitsText, 16) : Number.NaN
  const isCharacter = value <= 0x10ffff && (value < 0xd800 || value > 0xdfff)
  if (digitsText.length < count || !isCharacter) {
    throw new YamlFault(
      markOf(cursor),
      `${count} hexadecimal digits of a character must follow \\${letter}`,
      'Write \\\\ for a backslash, or use single quotes.',
    )
  }
  cursor.position = start + count
  return String.fromCodePoint(value)
}

function unknown(cursor: Cursor, letter: string): YamlFault {
  const what = isEnd(codeAt(cursor, 1)) ? 'nothing' : `"\\${letter}"`
  return new YamlFault(
    markOf(cursor),
    `${what} is no escape that double quotes know`,
    'Write \\\\ for a backslash, or use single quotes.',
  )
}
