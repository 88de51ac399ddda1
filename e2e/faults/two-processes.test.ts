import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKesako } from '../scenario/kesako-process.ts'
import { type FaultStage, openFaultStage } from './fault-stage.ts'
import { applyBesideServer, applyOnce, pushToBoth } from './two-processes.ts'

let stage: FaultStage
beforeAll(async () => {
  stage = await openFaultStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('two processes on one swarm', () => {
  it.each([1, 2, 3])(
    'of one repository, a server and `kesako apply`, deploy everything once (%i)',
    async () => {
      await applyBesideServer(stage)
      expect(await stage.disorder()).toEqual([])
    },
  )

  it('of one repository, a push while the revision before it is applied wins', async () => {
    stage.proxy.clear()
    await stage.push(stage.nextRound(), { overtaken: true })
    const applied = applyOnce(stage)
    await stage.proxy.waitFor({ method: 'POST', path: /\/services\/[^/]+\/update$/ })
    await applyBesideServer(stage)
    await applied
    expect(await stage.disorder()).toEqual([])
  })

  it('of two servers that keep the same repository never write the same twice', async () => {
    const { kesako, proxy } = stage
    await using other = await startKesako({ host: proxy.host })
    for (let turn = 0; turn < 4; turn += 1) {
      await pushToBoth(stage, other)
      await Promise.all([
        kesako.api('POST', '/sync?wait=true', {}),
        other.api('POST', '/sync?wait=true', {}),
      ])
      expect(await stage.disorder()).toEqual([])
      // Where the other one finds everything done, and knows of nothing earlier, it records nothing.
      const revision = stage.pushed.at(-1)?.revision ?? ''
      const seen = [{ revision, stacks: [] }]
      expect(await stage.disorder({ kesako: other, pushed: seen })).toEqual([])
    }
  })
})
