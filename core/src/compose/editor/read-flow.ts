import { type Outline, type OutlineEntry, NOTHING } from './outline.ts'
import { isQuote, quoteEnd, quotedScalar } from './scalars.ts'

interface Flow {
  readonly text: string
  /** Lines that aren't indented more end a collection that nobody closed. */
  readonly indent: number
  at: number
  depth: number
}

const deepest = 64

/** A collection in brackets that starts at `from`, closed or not, and the offset behind it. */
export function readFlow(
  text: string,
  from: number,
  indent: number,
): { readonly outline: Outline; readonly end: number } {
  const flow: Flow = { text, indent, at: from, depth: 0 }
  const outline = readValue(flow)
  return { outline, end: flow.at }
}

function readValue(flow: Flow): Outline {
  const character = flow.text[flow.at]
  if (character === '{' || character === '[') {
    flow.depth += 1
    flow.at += 1
    const outline =
      flow.depth > deepest ? NOTHING : character === '{' ? readMap(flow) : readList(flow)
    flow.depth -= 1
    return outline
  }
  return readScalar(flow)
}

function readScalar(flow: Flow): Outline {
  const { text, at } = flow
  if (isQuote(text[at])) {
    const feed = text.indexOf('\n', at)
    const limit = feed === -1 ? text.length : feed
    flow.at = quoteEnd(text, at, limit) ?? limit
    return quotedScalar(text, at, limit)
  }
  let end = at
  while (end < text.length && !endsPlain(text, end)) end += 1
  flow.at = end
  while (end > at && text[end - 1] === ' ') end -= 1
  return end === at ? NOTHING : { kind: 'scalar', text: text.slice(at, end), from: at, to: end }
}

function endsPlain(text: string, at: number): boolean {
  const character = text[at]
  if (character === ':') return /[\s,\]}]/.test(text[at + 1] ?? ' ')
  if (character === '#') return /\s/.test(text[at - 1] ?? ' ')
  return character === '\n' || ',[]{}'.includes(character ?? '')
}

function readList(flow: Flow): Outline {
  const items: Outline[] = []
  while (toNext(flow, ']')) {
    const before = flow.at
    items.push(readValue(flow))
    if (flow.at === before) flow.at += 1
  }
  return { kind: 'list', items, isFlow: true }
}

function readMap(flow: Flow): Outline {
  const entries: OutlineEntry[] = []
  while (toNext(flow, '}')) {
    const before = flow.at
    const key = readScalar(flow)
    if (key.kind === 'scalar') {
      const hasColon = skipTo(flow) && flow.text[flow.at] === ':'
      if (hasColon) flow.at += 1
      const isThere = hasColon && skipTo(flow) && !',}]'.includes(flow.text[flow.at] ?? '')
      const value = isThere ? readValue(flow) : NOTHING
      entries.push({ key: key.text, from: key.from, to: key.to, hasColon, value })
    }
    if (flow.at === before) flow.at += 1
  }
  return { kind: 'map', entries, isFlow: true }
}

/** Goes to the next item and says whether there is one; behind the closing bracket otherwise. */
function toNext(flow: Flow, closing: string): boolean {
  for (;;) {
    if (!skipTo(flow)) return false
    const character = flow.text[flow.at]
    if (character === ',') flow.at += 1
    else if (character === closing) {
      flow.at += 1
      return false
    } else return character !== ']' && character !== '}'
  }
}

/** Skips blanks and comments; false at the end of the text, or at a line that is no part of the collection. */
function skipTo(flow: Flow): boolean {
  const { text } = flow
  while (flow.at < text.length) {
    const character = text[flow.at]
    if (character === '\n') {
      const rest = /\n([ \t]*)([^\s]?)/y
      rest.lastIndex = flow.at
      const [, blanks = '', first = ''] = rest.exec(text) ?? []
      const isLine = first !== '' && first !== ']' && first !== '}'
      if (isLine && blanks.length <= flow.indent) return false
      flow.at += 1 + blanks.length
    } else if (character === '#' && /\s/.test(text[flow.at - 1] ?? ' ')) {
      const feed = text.indexOf('\n', flow.at)
      flow.at = feed === -1 ? text.length : feed
    } else if (character === ' ' || character === '\t' || character === '\r') flow.at += 1
    else return true
  }
  return false
}
