import { array, assert, constantFrom, jsonValue, property } from 'fast-check'
import { expect, it } from 'vitest'
import { findJsonError } from './json-syntax.ts'

it.each([
  ['{"a" 1}', 5, 'a colon is expected'],
  ['{"a":1,}', 7, 'a key in double quotes is expected'],
  ['{a: 1}', 1, 'a key in double quotes or } is expected'],
  ["{'a': 1}", 1, 'a key in double quotes or } is expected'],
  ['[1,]', 3, 'a value is expected'],
  ['[1}', 2, 'a comma or the closing bracket is expected'],
  ['{"a":tru}', 5, 'a value is expected'],
  ['{"a": 01}', 6, 'a value is expected'],
  ['{"a": "x', 6, 'a value is expected'],
  ['// no\n{}', 0, 'a value is expected'],
  ['{} x', 3, 'the end of the file is expected'],
  ['{}}', 2, 'the end of the file is expected'],
  ['', 0, 'a value is expected, and the file ends'],
  ['{"a": 1', 7, 'a comma or the closing bracket is expected, and the file ends'],
  ['['.repeat(200), 100, 'it is nested more than 100 levels deep'],
])('%j breaks at %i: %s', (text, offset, message) => {
  expect(findJsonError(text)).toEqual({ offset, message })
})

it('accepts what JSON.stringify writes', () => {
  assert(
    property(jsonValue({ maxDepth: 4 }), constantFrom(undefined, 1, '\t'), (value, indent) => {
      expect(findJsonError(JSON.stringify(value, null, indent))).toBeUndefined()
    }),
  )
})

it('refuses exactly what JSON.parse refuses', () => {
  const piece = constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    '-',
    '.5',
    'null',
    ' ',
    '\\',
    '"',
    'e',
  )
  assert(
    property(array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      let valid = true
      try {
        JSON.parse(text)
      } catch {
        valid = false
      }
      expect(findJsonError(text) === undefined).toBe(valid)
    }),
    { numRuns: 2_000 },
  )
})
