import type { Random } from './random.ts'
import { TOKENS } from './words.ts'

type Mutation = (text: string, random: Random, other: string) => string

const MUTATIONS: readonly Mutation[] = [
  insertToken,
  insertToken,
  insertToken,
  replaceByToken,
  removeSpan,
  repeatSpan,
  repeatHugely,
  swapLines,
  removeLine,
  indentLine,
  indentLine,
  indentBlock,
  indentByTab,
  spliceLines,
  copyLine,
  swapCharacter,
  joinLines,
]

/** One to four changes, most often one or two. */
export function mutate(text: string, random: Random, other: string): string {
  let mutated = text
  for (let count = 1 + random.below(random.once(2) ? 2 : 4); count > 0; count -= 1) {
    mutated = random.pick(MUTATIONS)(mutated, random, other)
  }
  return mutated
}

/** Changes bits and bytes, so that the text may not be UTF-8 any more. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const mutated = Uint8Array.from(bytes)
  for (let count = 1 + random.below(8); count > 0 && mutated.length > 0; count -= 1) {
    const index = random.below(mutated.length)
    mutated[index] = random.once(2)
      ? (mutated[index] ?? 0) ^ (1 << random.below(8))
      : random.below(256)
  }
  return random.once(20) ? withByteOrderMark(mutated, random) : mutated
}

function withByteOrderMark(bytes: Uint8Array, random: Random): Uint8Array {
  const mark = random.pick([
    [0xef, 0xbb, 0xbf],
    [0xff, 0xfe],
    [0xfe, 0xff],
  ])
  return Uint8Array.from([...mark, ...bytes])
}

function insertToken(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  return text.slice(0, at) + random.pick(TOKENS) + text.slice(at)
}

function replaceByToken(text: string, random: Random): string {
  const [start, end] = span(text, random, 12)
  return text.slice(0, start) + random.pick(TOKENS) + text.slice(end)
}

function removeSpan(text: string, random: Random): string {
  const [start, end] = span(text, random, 20)
  return text.slice(0, start) + text.slice(end)
}

function repeatSpan(text: string, random: Random): string {
  const [start, end] = span(text, random, 20)
  return text.slice(0, end) + text.slice(start, end).repeat(1 + random.below(4)) + text.slice(end)
}

/** Rarely, and up to a file that is too large. */
function repeatHugely(text: string, random: Random): string {
  if (!random.once(10)) return insertToken(text, random)
  const [start, end] = span(text, random, 30)
  const part = text.slice(start, end)
  const size = random.pick([1000, 20_000, 200_000, 1_200_000])
  return (
    text.slice(0, end) + part.repeat(Math.floor(size / Math.max(part.length, 1))) + text.slice(end)
  )
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const [a, b] = [random.below(lines.length), random.below(lines.length)]
  return lines
    .with(a, lines[b] ?? '')
    .with(b, lines[a] ?? '')
    .join('\n')
}

function removeLine(text: string, random: Random): string {
  const lines = text.split('\n')
  return lines.toSpliced(random.below(lines.length), 1 + random.below(2)).join('\n')
}

function copyLine(text: string, random: Random): string {
  const lines = text.split('\n')
  const line = lines[random.below(lines.length)] ?? ''
  return lines.toSpliced(random.below(lines.length), 0, line).join('\n')
}

function indentLine(text: string, random: Random): string {
  return changeLine(text, random, (line) => indented(line, random.below(6) - 2))
}

function indentByTab(text: string, random: Random): string {
  return changeLine(text, random, (line) => {
    const column = random.below(line.search(/\S|$/) + 1)
    return `${line.slice(0, column)}\t${line.slice(column)}`
  })
}

function indentBlock(text: string, random: Random): string {
  const lines = text.split('\n')
  const start = random.below(lines.length)
  const end = start + 1 + random.below(6)
  const by = random.below(6) - 2
  return lines
    .map((line, index) => (index >= start && index < end ? indented(line, by) : line))
    .join('\n')
}

function indented(line: string, by: number): string {
  return by >= 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), '')
}

function changeLine(text: string, random: Random, change: (line: string) => string): string {
  const lines = text.split('\n')
  const index = random.below(lines.length)
  return lines.with(index, change(lines[index] ?? '')).join('\n')
}

/** Lines of another file in the middle of this one. */
function spliceLines(text: string, random: Random, other: string): string {
  const lines = text.split('\n')
  const others = other.split('\n')
  const start = random.below(others.length)
  const part = others.slice(start, start + 1 + random.below(8))
  return lines.toSpliced(random.below(lines.length), random.below(4), ...part).join('\n')
}

function swapCharacter(text: string, random: Random): string {
  if (text === '') return ' '
  const at = random.below(text.length)
  return text.slice(0, at) + String.fromCharCode(32 + random.below(95)) + text.slice(at + 1)
}

function joinLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const index = random.below(lines.length)
  return lines.toSpliced(index, 2, `${lines[index] ?? ''}${lines[index + 1] ?? ''}`).join('\n')
}

function span(text: string, random: Random, longest: number): readonly [number, number] {
  const start = random.below(text.length + 1)
  return [start, Math.min(text.length, start + random.below(longest))]
}
