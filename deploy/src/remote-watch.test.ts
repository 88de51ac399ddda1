import { expect, it } from 'vitest'
import { jittered } from './remote-watch.ts'

it.each([
  ['0000', 900],
  ['7fff', 1000],
  ['ffff', 1100],
])('%s of chance makes a second %i ms', (random, ms) => {
  expect(jittered(1000, random)).toBe(ms)
})
