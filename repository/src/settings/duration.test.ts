import { expect, it } from 'vitest'
import { parseDuration } from './duration.ts'

it.each([
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['250ms', 250],
  ['0s', 0],
  ['5', undefined],
  ['5 m', undefined],
  ['-5m', undefined],
  ['', undefined],
])('%j is %s ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds)
})
