import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FaultStage, openFaultStage } from './fault-stage.ts'
import { chosenSeed, killAtRandom, killMoments } from './kill-at-random.ts'

let stage: FaultStage
beforeAll(async () => {
  stage = await openFaultStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a server killed by SIGKILL', () => {
  it('at moments that a seed decides, over the whole time', () => {
    const plan = { seed: 7, pushes: 20, kills: 50 }
    const moments = killMoments(plan, 1000)
    expect(killMoments(plan, 1000)).toEqual(moments)
    expect(moments.map(({ length }) => length)).toEqual(
      Array.from({ length: 10 }, () => [2, 3]).flat(),
    )
    expect(Math.min(...moments.flat())).toBeLessThan(100)
    expect(Math.max(...moments.flat())).toBeGreaterThan(900)
  })

  it(
    'at 50 random moments of 20 pushes leaves everything in order after each of them',
    { timeout: 2_400_000 },
    async () => {
      expect(await killAtRandom(stage, { seed: chosenSeed(), pushes: 20, kills: 50 })).toEqual([])
    },
  )
})
