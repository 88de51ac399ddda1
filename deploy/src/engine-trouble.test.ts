import { connectEngine, type Engine } from '@kesako/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordingProxy, type RecordingProxy, type RequestMatch } from '../../e2e/lab/index.ts'
import { compose } from '../testing/compose.ts'
import { ends, type FakeStage, openFakeStage } from '../testing/fake-stage.ts'
import type { Runner } from './deploy-api.ts'

let fake: FakeStage
let proxy: RecordingProxy
let engine: Engine
let runner: Runner
beforeEach(async () => {
  fake = await openFakeStage()
  proxy = await recordingProxy(fake.fake.host)
  engine = connectEngine({ host: proxy.host })
  runner = fake.stage.restart({ engine })
})
afterEach(async () => {
  await runner.stop()
  engine.close()
  await proxy.close()
  await fake[Symbol.asyncDispose]()
})

const file = { 'docker-compose-shop.yml': compose({ web: {} }) }
const ada = { name: 'Ada', via: 'push' } as const

/** Reads of a deployment that has begun. */
const underLease: RequestMatch = {
  method: 'GET',
  path: /^\/(services|networks)$/,
  where: () => proxy.writes().length > 0,
}

describe('an error of the engine’s own', { timeout: 30_000 }, () => {
  it.each([500, 503])('%i, for what a deployment reads, is asked again', async (status) => {
    await fake.stage.commit(file)
    const fault = proxy.fault({ match: underLease, status, times: 2 })
    const { deployments } = await runner.trigger(ada)
    expect(fault.hits()).toBe(2)
    expect(ends(deployments)).toEqual(['shop deployed'])
  })

  it('for a removal is no end of it', async () => {
    await fake.stage.push({ ...file, 'docker-compose-mail.yml': compose({ smtp: {} }) })
    await fake.stage.commit({ 'docker-compose-shop.yml': null })
    const fault = proxy.fault({ match: { method: 'DELETE', path: /^\/services\// }, status: 500 })
    const { deployments } = await runner.trigger(ada)
    expect(fault.hits()).toBe(1)
    expect(ends(deployments)).toEqual(['shop removed'])
  })

  it('before anything was written leaves the stack to the next pass, which isn’t told as a failure', async () => {
    await fake.stage.commit(file)
    proxy.fault({ match: { method: 'POST', path: '/configs/create' }, status: 500 })
    expect((await runner.trigger(ada)).deployments).toEqual([])
    expect(await fake.stage.repository.journal.history('shop', 9)).toEqual([])
    expect(ends((await runner.trigger(ada)).deployments)).toEqual(['shop deployed'])
  })
})
