import { expect, it } from 'vitest'
import { manualClock } from '../testing/manual-clock.ts'
import { createHealPauses } from './heal-pauses.ts'

it('lets the first repair through, and makes those of a fight wait longer and longer', async () => {
  const clock = manualClock()
  const pauses = createHealPauses(clock)
  const waited: number[] = []
  for (let repair = 0; repair < 9; repair += 1) {
    waited.push(pauses.left('shop') / 1000)
    await clock.pass(pauses.left('shop'))
    pauses.began('shop')
  }
  expect(waited).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300])
  expect(pauses.left('blog')).toBe(0)
})

it('begins anew after ten calm minutes', async () => {
  const clock = manualClock()
  const pauses = createHealPauses(clock)
  pauses.began('shop')
  await clock.pass(10_000)
  pauses.began('shop')
  await clock.pass(20_000 + 600_001)
  pauses.began('shop')
  expect(pauses.left('shop')).toBe(10_000)
})
