import { completionsAt, hoverAt } from '@kesako/core'

/** Places of a text at which it is asked, beside its ends. */
const OFFSETS = 6

/** Longer texts are none that a person types in. */
const LONGEST = 100_000

/** What an editor asks while somebody types: at some places of the text, which may be broken. */
export function faultsOfEditor(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes).slice(0, LONGEST)
  const step = Math.max(1, Math.floor(text.length / OFFSETS))
  const offsets = Array.from({ length: OFFSETS + 1 }, (_, index) =>
    Math.min(index * step, text.length),
  )
  return offsets.flatMap((offset) => faultsAt(text, offset))
}

function faultsAt(text: string, offset: number): readonly string[] {
  const completions = completionsAt(text, offset)
  const hover = hoverAt(text, offset)
  const isSame =
    JSON.stringify(completions) === JSON.stringify(completionsAt(text, offset)) &&
    JSON.stringify(hover) === JSON.stringify(hoverAt(text, offset))
  const spans = [...completions, ...(hover === undefined ? [] : [hover.range])]
  const isInside = spans.every(({ from, to }) => 0 <= from && from <= to && to <= text.length)
  const isBounded = completions.length <= 60_000
  return [
    isSame ? '' : 'the same text, another completion or hover',
    isInside ? '' : 'a completion or hover outside of the text',
    isBounded ? '' : 'too many completions',
    completions.every(({ sentence }) => sentence !== '') ? '' : 'a completion without a sentence',
  ].filter((fault) => fault !== '')
}
