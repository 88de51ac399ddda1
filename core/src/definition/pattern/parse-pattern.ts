/** A pattern of JSON Schema as a tree; what can't be matched in linear time is not in it. */
export type Pattern =
  /** One character. */
  | { readonly kind: 'character'; readonly test: RegExp }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly ways: readonly Pattern[] }
  | {
      readonly kind: 'repeat'
      readonly part: Pattern
      readonly least: number
      readonly most: number | undefined
    }

/** Why a pattern is not taken. */
export class PatternFault extends Error {}

const escape =
  /^\\(?:[dwsDWSnrtfv0]|[.*+?^${}()|[\]\\/-]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|[pP]\{[\w=]+\})/
const set = /^\[(?:\\.|[^\]\\])*\]/s
const quantifier = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/

/** Parses what the engine's own parser has taken already, but for what needs backtracking. */
export function parsePattern(text: string): Pattern {
  const state = { rest: text }
  const pattern = parseEither(state)
  if (state.rest !== '') throw new PatternFault('a parenthesis closes that none opens')
  return pattern
}

interface Rest {
  rest: string
}

function parseEither(state: Rest): Pattern {
  const ways = [parseSequence(state)]
  while (state.rest.startsWith('|')) {
    state.rest = state.rest.slice(1)
    ways.push(parseSequence(state))
  }
  return { kind: 'either', ways }
}

function parseSequence(state: Rest): Pattern {
  const parts: Pattern[] = []
  while (state.rest !== '' && !/^[|)]/.test(state.rest)) {
    parts.push(parseQuantified(state))
  }
  return { kind: 'sequence', parts }
}

function parseQuantified(state: Rest): Pattern {
  const part = parseAtom(state)
  const found = quantifier.exec(state.rest)
  if (found === null) return part
  const [all, least, comma, most] = found
  state.rest = state.rest.slice(all.length)
  if (all.startsWith('*')) return { kind: 'repeat', part, least: 0, most: undefined }
  if (all.startsWith('+')) return { kind: 'repeat', part, least: 1, most: undefined }
  if (all.startsWith('?')) return { kind: 'repeat', part, least: 0, most: 1 }
  const upper = comma === undefined ? Number(least) : most === '' ? undefined : Number(most)
  return { kind: 'repeat', part, least: Number(least), most: upper }
}

function parseAtom(state: Rest): Pattern {
  const { rest } = state
  if (rest.startsWith('(')) return parseGroup(state)
  if (rest.startsWith('^') || rest.startsWith('$')) {
    state.rest = rest.slice(1)
    return { kind: rest.startsWith('^') ? 'start' : 'end' }
  }
  const special = rest.startsWith('[') ? set.exec(rest) : escape.exec(rest)
  if (rest.startsWith('\\') && special === null) {
    throw new PatternFault(`"${rest.slice(0, 2)}" is not taken here`)
  }
  const taken = special?.[0] ?? String.fromCodePoint(rest.codePointAt(0) ?? 0)
  state.rest = rest.slice(taken.length)
  return { kind: 'character', test: new RegExp(`^(?:${taken})$`, 'u') }
}

function parseGroup(state: Rest): Pattern {
  const opening = state.rest.startsWith('(?:') ? '(?:' : '('
  if (opening === '(' && state.rest.startsWith('(?')) {
    throw new PatternFault(`"${state.rest.slice(0, 4)}" is not taken here`)
  }
  state.rest = state.rest.slice(opening.length)
  const inside = parseEither(state)
  if (!state.rest.startsWith(')')) throw new PatternFault('a parenthesis is not closed')
  state.rest = state.rest.slice(1)
  return inside
}
