import { contentLines, type Line, skipBlanks } from './lines.ts'
import { NOTHING, type Outline, type OutlineEntry } from './outline.ts'
import { readFlow } from './read-flow.ts'
import { isQuote, keyAt, plainScalar, quotedScalar } from './scalars.ts'

interface Reader {
  readonly text: string
  readonly lines: readonly Line[]
  /** Index of the line that is read next. */
  at: number
  depth: number
}

const deepest = 64

/** Reads a text by its indentation; what makes no sense is left out. */
export function readOutline(text: string): Outline {
  const reader: Reader = { text, lines: contentLines(text), at: 0, depth: 0 }
  const [first] = reader.lines
  if (first === undefined) return NOTHING
  if (isOpening(text[first.start])) return readFlow(text, first.start, -1).outline
  const entries: OutlineEntry[] = []
  // A line further to the left than the first one goes on with the same mapping.
  for (let line: Line | undefined = first; line !== undefined; line = reader.lines[reader.at]) {
    if (isItem(text, line)) reader.at += 1
    else entries.push(...readEntries(reader, line.start, line.indent))
  }
  return { kind: 'map', entries, isFlow: false }
}

/** A block that is indented more than `parent`, from the current line on. */
function readBlock(reader: Reader, parent: number): Outline {
  const line = reader.lines[reader.at]
  if (line === undefined || line.indent <= parent) return NOTHING
  return readNode(reader, line.start, line.indent, parent)
}

/** What starts at an offset of the current line; more of it follows in lines with the same indent. */
function readNode(reader: Reader, start: number, indent: number, parent: number): Outline {
  if (reader.depth >= deepest) {
    reader.at += 1
    return NOTHING
  }
  reader.depth += 1
  const outline = isItemAt(reader.text, start, endOf(reader))
    ? readItems(reader, start, indent)
    : isOpening(reader.text[start])
      ? readBrackets(reader, start, parent)
      : ({ kind: 'map', entries: readEntries(reader, start, indent), isFlow: false } as const)
  reader.depth -= 1
  return outline
}

function readEntries(reader: Reader, from: number, indent: number): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = []
  for (let start = from; ;) {
    entries.push(readEntry(reader, start, indent))
    let next = reader.lines[reader.at]
    while (next !== undefined && next.indent >= indent && isItem(reader.text, next)) {
      reader.at += 1
      next = reader.lines[reader.at]
    }
    if (next === undefined || next.indent < indent) return entries
    start = next.start
  }
}

function readEntry(reader: Reader, start: number, indent: number): OutlineEntry {
  const end = endOf(reader)
  const key = keyAt(reader.text, start, end)
  if (key !== undefined) {
    const value = readValue(reader, key.after, indent)
    return { key: key.key, from: key.from, to: key.to, hasColon: true, value }
  }
  const { text, from, to } = scalarAt(reader.text, start, end)
  reader.at += 1
  return { key: text, from, to, hasColon: false, value: NOTHING }
}

/** The value of a key of a mapping at `indent`. */
function readValue(reader: Reader, after: number, indent: number): Outline {
  const end = endOf(reader)
  const start = skipProperties(reader.text, after, end)
  if (start === end || reader.text[start] === '#') {
    reader.at += 1
    const next = reader.lines[reader.at]
    const isList = next?.indent === indent && isItem(reader.text, next)
    return isList ? readItems(reader, next.start, indent) : readBlock(reader, indent)
  }
  return readInline(reader, start, end, indent)
}

function readInline(reader: Reader, start: number, end: number, parent: number): Outline {
  const { text } = reader
  if (isOpening(text[start])) return readBrackets(reader, start, parent)
  const scalar = scalarAt(text, start, end)
  reader.at += 1
  // The rest of a text over several lines.
  while ((reader.lines[reader.at]?.indent ?? -1) > parent) reader.at += 1
  return text[start] === '|' || text[start] === '>' ? NOTHING : scalar
}

function readBrackets(reader: Reader, start: number, parent: number): Outline {
  const { outline, end } = readFlow(reader.text, start, parent)
  while ((reader.lines[reader.at]?.start ?? Number.POSITIVE_INFINITY) < end) reader.at += 1
  return outline
}

function readItems(reader: Reader, from: number, indent: number): Outline {
  const items: Outline[] = []
  for (let dash = from; ;) {
    items.push(readItem(reader, dash, indent))
    const next = reader.lines[reader.at]
    if (next?.indent !== indent || !isItem(reader.text, next)) break
    dash = next.start
  }
  return { kind: 'list', items, isFlow: false }
}

function readItem(reader: Reader, dash: number, indent: number): Outline {
  const end = endOf(reader)
  const start = skipProperties(reader.text, dash + 1, end)
  if (start >= end || reader.text[start] === '#') {
    reader.at += 1
    return readBlock(reader, indent)
  }
  const column = indent + start - dash
  const isMapping =
    keyAt(reader.text, start, end) !== undefined || reader.lines[reader.at + 1]?.indent === column
  return isItemAt(reader.text, start, end) || (isMapping && !isOpening(reader.text[start]))
    ? readNode(reader, start, column, indent)
    : readInline(reader, start, end, indent)
}

/** Behind blanks, anchors and tags. */
function skipProperties(text: string, from: number, to: number): number {
  let at = skipBlanks(text, from, to)
  while (at < to && (text[at] === '&' || text[at] === '!')) {
    while (at < to && text[at] !== ' ') at += 1
    at = skipBlanks(text, at, to)
  }
  return at
}

function scalarAt(text: string, start: number, end: number) {
  return isQuote(text[start]) ? quotedScalar(text, start, end) : plainScalar(text, start, end)
}

function endOf(reader: Reader): number {
  return reader.lines[reader.at]?.end ?? reader.text.length
}

function isItem(text: string, line: Line): boolean {
  return isItemAt(text, line.start, line.end)
}

function isItemAt(text: string, start: number, end: number): boolean {
  return text[start] === '-' && (start + 1 === end || text[start + 1] === ' ')
}

function isOpening(character: string | undefined): boolean {
  return character === '{' || character === '['
}
