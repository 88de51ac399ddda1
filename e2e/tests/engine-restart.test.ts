import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { openStage, type Stage } from '../scenario/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('an engine that stops under a running Kesako', () => {
  it('is said to be lost and back, and a push in between ends deployed', async () => {
    const { kesako, clone, engine } = stage
    const first = await clone.push({ 'docker-compose-shop.yml': composeFile({ web: {} }) })
    await kesako.ended('shop', first)
    await engine.stop()
    await eventually('Kesako says that the engine is lost', async () =>
      kesako.output().includes('engine'),
    )
    const second = await clone.push({
      'docker-compose-shop.yml': composeFile({ web: { image: 'kesako-lab:2' } }),
    })
    await sleep(2000)
    await engine.start()
    expect((await kesako.ended('shop', second, 90_000)).end?.outcome).toBe('deployed')
    const list = await kesako.settled(second)
    expect(list.engine.connected).toBe(true)
  })

  it('in the middle of a deployment doesn’t end it wrong', async () => {
    const { kesako, clone, engine, proxy } = stage
    proxy.clear()
    const revision = await clone.push({
      'docker-compose-many.yml': composeFile(
        Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`s${index}`, {}])),
      ),
    })
    await proxy.waitFor({ method: 'POST', path: /\/services\/create$/ })
    await engine.kill()
    await sleep(1500)
    await engine.start()
    expect((await kesako.ended('many', revision, 90_000)).end?.outcome).toBe('deployed')
    expect(await kesako.stack('many')).toMatchObject({ sync: 'synced', health: 'healthy' })
  })
})
