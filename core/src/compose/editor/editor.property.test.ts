import { array, assert, constantFrom, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { completionsAt } from './completions-at.ts'
import { hoverAt } from './hover-at.ts'

// prettier-ignore
const words = [
  'services:', 'web:', 'image', 'deploy', 'mode: ', 'global', 'x-kesako', 'ports', 'volumes:',
  ': ', '- ', '\n', '\n  ', '\n    ', '{', '}', '[', ']', ', ', '"', "'", '#', ' #', '&a ', '|', '>',
  '!!str ', '\t', '\r\n', '---', '...', '?', '\\', '\u0001', '\uFEFF', '😀',
]
const pieces = constantFrom(...words)
const characters = array(integer({ min: 0, max: 0x2ff }), { maxLength: 60 }).map((codes) =>
  String.fromCharCode(...codes),
)
const texts = array(pieces, { maxLength: 60 }).map((parts) => parts.join(''))

it('answers for any text, and only with places inside it', () => {
  assert(
    property(texts, integer({ min: 0, max: 200 }), (text, at) => {
      const offset = Math.min(at, text.length)
      for (const { from, to } of completionsAt(text, offset)) {
        expect(0 <= from && from <= offset && offset <= to && to <= text.length).toBe(true)
      }
      const hover = hoverAt(text, offset)
      if (hover === undefined) return true
      return hover.range.from <= offset && offset <= hover.range.to && hover.range.to <= text.length
    }),
    { numRuns: 1000 },
  )
})

it('answers for any characters', () => {
  assert(
    property(characters, (text) => {
      completionsAt(text, text.length >> 1)
      hoverAt(text, text.length >> 1)
    }),
    { numRuns: 200 },
  )
})

it.each([
  ['items', (count: number) => `services: { a: { cap_add: [${'x, '.repeat(count)}`],
  ['lines', (count: number) => `services:\n${'  a:\n'.repeat(count)}`],
  ['dashes', (count: number) => '- '.repeat(count)],
  ['colons', (count: number) => 'a: '.repeat(count)],
  ['quotes', (count: number) => '"'.repeat(count)],
  ['brackets', (count: number) => '[{'.repeat(count)],
  ['closing brackets', (count: number) => `a: {${']'.repeat(count)}`],
  ['empty lines', (count: number) => `a: [${'\n'.repeat(count)}`],
])('answers for 20,000 %s within a second', (_, make) => {
  const text = make(20_000)
  const before = performance.now()
  completionsAt(text, text.length)
  hoverAt(text, text.length)
  expect(performance.now() - before).toBeLessThan(1_000)
})
