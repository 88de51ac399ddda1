import { expect, it } from 'vitest'
import { jittered } from './jitter.ts'

it.each([
  ['0000', 54_000],
  ['8000', 60_000],
  ['ffff', 66_000],
])('%s makes of a minute %d ms', (hex, ms) => {
  expect(Math.abs(jittered(60_000, () => hex) - ms)).toBeLessThanOrEqual(1)
})

it.each([
  ['0000', 900],
  ['7fff', 1000],
  ['ffff', 1100],
])('%s of chance makes a second %i ms', (random, ms) => {
  expect(jittered(1000, () => random)).toBe(ms)
})
