import { expect, test } from 'vitest'
import { parseFloatText } from './float-text.ts'

test.each([
  ['0.25', 0.25],
  ['.5', 0.5],
  ['1.', 1],
  ['-1e-1', -0.1],
  ['0x1p-2', 0.25],
  ['-0x.8p1', -1],
  ['0_0.1', 0.1],
  ['0x_1p0', 1],
  ['0x1', undefined],
  ['0xp1', undefined],
  ['_1', undefined],
  ['1__0', undefined],
  ['1_', undefined],
  ['', undefined],
  ['x', undefined],
])('reads %j as %s', (text, expected) => {
  expect(parseFloatText(text)).toBe(expected)
})
