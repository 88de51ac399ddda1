import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENGINE_TROUBLES, makeTrouble } from './engine-troubles.ts'
import { type FaultStage, openFaultStage } from './fault-stage.ts'

let stage: FaultStage
beforeAll(async () => {
  stage = await openFaultStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('an engine that', () => {
  it.each(ENGINE_TROUBLES)('$name has everything deployed even so', async (trouble) => {
    const made = makeTrouble(stage.proxy, trouble)
    try {
      for (const files of [stage.nextRound(), stage.nextRound()]) {
        await stage.push(files)
        await stage.ended()
      }
      expect(made.struck()).toBeGreaterThan(0)
    } finally {
      made.end()
    }
    expect(await stage.disorder({ leasesMayStay: trouble.strikesWrites === true })).toEqual([])
  })
})

describe('an engine that restarts', () => {
  it.each(['stop', 'kill'] as const)(
    'after a %s in the middle of a deployment goes on with it',
    async (how) => {
      const { engine, proxy } = stage
      proxy.clear()
      await stage.push(stage.nextRound())
      await proxy.waitFor({ method: 'POST', path: /\/services\/[^/]+\/update$/ })
      await engine[how]()
      await engine.start()
      await stage.ended(300_000)
      expect(await stage.disorder({ engineRestarted: true, leasesMayStay: true })).toEqual([])
      const foreign = new Set(stage.foreign.objects.map((line) => line.split(' ')[2] ?? ''))
      const written = proxy.writes().map(({ path }) => path.split('/')[2] ?? '')
      expect(written.filter((id) => foreign.has(id))).toEqual([])
    },
  )
})
