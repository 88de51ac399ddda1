import type { ComposeNode, Place } from '@kesako/core'

/** A JSON text with the place of everything in it, or the key that stands twice in one object. */
export type JsonRead =
  | { readonly kind: 'node'; readonly node: ComposeNode }
  | { readonly kind: 'key-twice'; readonly key: string; readonly place: Place }

interface Reading {
  readonly file: string
  readonly text: string
  offset: number
  line: number
  lineStart: number
  repeated: { readonly key: string; readonly place: Place } | undefined
}

/** Reads a text in which `findJsonError` found nothing wrong. */
export function readJsonNode(file: string, text: string): JsonRead {
  const reading: Reading = { file, text, offset: 0, line: 1, lineStart: 0, repeated: undefined }
  const node = readValue(reading)
  return reading.repeated === undefined
    ? { kind: 'node', node }
    : { kind: 'key-twice', ...reading.repeated }
}

function readValue(reading: Reading): ComposeNode {
  const at = nextPlace(reading)
  switch (reading.text.charAt(reading.offset)) {
    case '{':
      return { kind: 'map', at, entries: readEntries(reading) }
    case '[':
      return { kind: 'list', at, items: readItems(reading) }
    case '"':
      return { kind: 'string', at, value: readString(reading) }
    default:
      return readWord(reading, at)
  }
}

function readEntries(
  reading: Reading,
): Map<string, { readonly at: Place; readonly value: ComposeNode }> {
  const entries = new Map<string, { readonly at: Place; readonly value: ComposeNode }>()
  reading.offset += 1
  while (!passClosing(reading, '}')) {
    const at = nextPlace(reading)
    const key = readString(reading)
    if (entries.has(key)) reading.repeated ??= { key, place: at }
    nextPlace(reading)
    reading.offset += 1
    entries.set(key, { at, value: readValue(reading) })
  }
  return entries
}

function readItems(reading: Reading): readonly ComposeNode[] {
  const items: ComposeNode[] = []
  reading.offset += 1
  while (!passClosing(reading, ']')) items.push(readValue(reading))
  return items
}

/** Passes a comma, or the closing bracket and then returns true. */
function passClosing(reading: Reading, bracket: string): boolean {
  nextPlace(reading)
  const character = reading.text.charAt(reading.offset)
  if (character === ',' || character === bracket) reading.offset += 1
  return character === bracket
}

const STRING = /"(?:[^"\\]|\\.)*"/y

function readString(reading: Reading): string {
  STRING.lastIndex = reading.offset
  const [token = '""'] = STRING.exec(reading.text) ?? []
  reading.offset += token.length
  // A string token of valid JSON.
  return JSON.parse(token) as string
}

const WORD = /[^\s,\]}]*/y

function readWord(reading: Reading, at: Place): ComposeNode {
  WORD.lastIndex = reading.offset
  const [word = ''] = WORD.exec(reading.text) ?? []
  reading.offset += word.length
  if (word === 'null') return { kind: 'null', at }
  if (word === 'true' || word === 'false') return { kind: 'bool', at, value: word === 'true' }
  const value = Number(word)
  return Number.isSafeInteger(value)
    ? { kind: 'int', at, value: BigInt(value) }
    : { kind: 'float', at, value }
}

/** Passes blanks and says where the next token stands. */
function nextPlace(reading: Reading): Place {
  for (;;) {
    const code = reading.text.charCodeAt(reading.offset)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break
    reading.offset += 1
    if (code !== 0x0a) continue
    reading.line += 1
    reading.lineStart = reading.offset
  }
  const { file, line, offset, lineStart } = reading
  return { file, line, column: offset - lineStart + 1 }
}
