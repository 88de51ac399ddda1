import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPattern } from './match-pattern.ts'

const PATTERNS = [
  '^[a-z0-9]+(\\.[a-z0-9]+)*$',
  'a|bc|',
  '^(a|ab)(c|bcd)(d*)$',
  '^a{2,3}b?$',
  '^(?:x+x+)+y$',
  'é|\\u{1F600}',
  '^[^a]*$',
  '^\\d{1,3}$',
  '^(a*)*$',
  'b.c$',
  '^$',
  '(^a)|(b$)',
  '^a{0}b$',
]

it.each(PATTERNS)('%s finds what a regular expression finds', (pattern) => {
  const read = readPattern(pattern)
  if (read.kind === 'fault') throw new Error(read.message)
  const expression = new RegExp(pattern, 'u')
  const text = fc.string({ unit: fc.constantFrom(...Array.from('abcdxy.1 é\n😀')), maxLength: 12 })
  fc.assert(
    fc.property(text, (value) => {
      expect(read.matcher.matches(value)).toBe(expression.test(value))
    }),
  )
})

it('does not look longer at a text that nearly fits', () => {
  const read = readPattern('^(x+x+)+y$')
  expect(read.kind === 'matcher' && read.matcher.matches('x'.repeat(1000))).toBe(false)
})

it.each([
  ['(?=a)', '"(?=a" is not taken here'],
  ['(?<!a)b', '"(?<!" is not taken here'],
  ['(a)\\1', '"\\1" is not taken here'],
  ['\\bword', '"\\b" is not taken here'],
  ['(', 'it is not a regular expression'],
  ['a{900}{900}', 'it is not a regular expression'],
  ['(a{900}){900}', 'it repeats too much'],
  ['a{0,100000}', 'it repeats too much'],
  ['a'.repeat(501), 'the pattern has more than 500 characters'],
])('refuses %s', (pattern, message) => {
  expect(readPattern(pattern)).toEqual({ kind: 'fault', message })
})
