import { skipBlanks } from './lines.ts'
import type { OutlineScalar, Span } from './outline.ts'

/** The offset behind a quoted text that starts at `from`; undefined where it isn't closed before `to`. */
export function quoteEnd(text: string, from: number, to: number): number | undefined {
  const quote = text[from]
  for (let at = from + 1; at < to; at++) {
    if (quote === '"' && text[at] === '\\') at += 1
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at += 1
      else return at + 1
    }
  }
  return undefined
}

export function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'"
}

/** A key with its colon between two offsets, without its quotes, or undefined. `after` is behind the colon. */
export function keyAt(
  text: string,
  from: number,
  to: number,
): (Span & { readonly key: string; readonly after: number }) | undefined {
  if (isQuote(text[from])) {
    const end = quoteEnd(text, from, to)
    if (end === undefined) return undefined
    const colon = skipBlanks(text, end, to)
    if (text[colon] !== ':') return undefined
    return { key: text.slice(from + 1, end - 1), from: from + 1, to: end - 1, after: colon + 1 }
  }
  for (let at = from; at < to; at++) {
    const character = text[at]
    if (character === '#' && text[at - 1] === ' ') return undefined
    if (character !== ':' || (at + 1 < to && text[at + 1] !== ' ' && text[at + 1] !== '\t'))
      continue
    let end = at
    while (end > from && text[end - 1] === ' ') end -= 1
    return { key: text.slice(from, end), from, to: end, after: at + 1 }
  }
  return undefined
}

/** An unquoted text up to the end of its line, or to a comment. */
export function plainScalar(text: string, from: number, to: number): OutlineScalar {
  const comment = text.slice(from, to).search(/(?:^|\s)#/)
  let end = comment === -1 ? to : from + comment
  while (end > from && /\s/.test(text[end - 1] ?? '')) end -= 1
  return { kind: 'scalar', text: text.slice(from, end), from, to: end }
}

/** A quoted text, or what there is of it. */
export function quotedScalar(text: string, from: number, to: number): OutlineScalar {
  const end = quoteEnd(text, from, to)
  const inner = text.slice(from + 1, end === undefined ? to : end - 1)
  return { kind: 'scalar', text: inner, from: from + 1, to: from + 1 + inner.length }
}
