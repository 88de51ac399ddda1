import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutsStreams, drops, loses, makeTrouble } from '../faults/engine-troubles.ts'
import { type FaultStage, openFaultStage } from '../faults/fault-stage.ts'
import { chosenSeed, killAtRandom } from '../faults/kill-at-random.ts'
import { openBrokenRegistry, pulledFiles, refuses } from '../faults/registry-troubles.ts'
import { applyBesideServer } from '../faults/two-processes.ts'

/** The short form of `npm run faults`. */
let stage: FaultStage
beforeAll(async () => {
  stage = await openFaultStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('all is in order after', () => {
  it('an engine that drops requests, loses answers and cuts streams', async () => {
    const trouble = makeTrouble(stage.proxy, cutsStreams, drops, loses)
    await stage.push(stage.nextRound())
    await stage.ended()
    trouble.end()
    expect(await stage.disorder({ leasesMayStay: true })).toEqual([])
  })

  it('two processes that apply what the server deploys', async () => {
    await applyBesideServer(stage)
    expect(await stage.disorder({ leasesMayStay: true })).toEqual([])
  })

  it('three kills at random moments of a push', async () => {
    expect(await killAtRandom(stage, { seed: chosenSeed(), pushes: 1, kills: 3 })).toEqual([])
  })

  it.skipIf(process.env['KESAKO_TEST_DOCKER_HOST'])('a registry that answers 500', async () => {
    await using registry = await openBrokenRegistry(stage.engine)
    registry.proxy.fault(refuses.rule)
    await stage.push(pulledFiles(registry.imageOf('1'), 1))
    await stage.ended()
    expect(await stage.disorder({ leasesMayStay: true })).toEqual([])
  })
})
