import { expect, it } from 'vitest'
import { timed, timing } from './timing.ts'

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[7], 7],
])('the median of %s is %s', (times, medianMs) => {
  expect(timing(times)).toEqual({
    medianMs,
    minMs: Math.min(...times),
    maxMs: Math.max(...times),
  })
})

it('tells nothing of no run', () => {
  expect(() => timing([])).toThrow(RangeError)
})

it('runs once more than it measures, since the first run warms up', async () => {
  let runs = 0
  await timed(3, async () => {
    runs += 1
  })
  expect(runs).toBe(4)
})
