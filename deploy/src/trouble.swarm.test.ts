import { setTimeout as sleep } from 'node:timers/promises'
import type { Deployment } from '@kesako/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compose } from '../testing/compose.ts'
import { openStage, openSwarm, type Stage, type Swarm } from '../testing/stage.ts'

let swarm: Swarm
let stage: Stage

beforeAll(async () => {
  swarm = await openSwarm()
  stage = await openStage(swarm.engine)
  await stage.push({ 'docker-compose-shop.yml': compose({ web: {}, worker: {} }) })
})
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await swarm?.[Symbol.asyncDispose]()
})
beforeEach(() => swarm.proxy.clear())

function end(deployments: readonly Deployment[]): string {
  return deployments.map((one) => `${one.end?.outcome} ${one.end?.code ?? ''}`.trim()).join(', ')
}

const level = (value: string): { readonly more: string } => ({
  more: `environment:\n  LEVEL: ${value}`,
})

describe('a deployment in trouble', () => {
  it('finds by reading what an answer that was lost had done', async () => {
    const fault = swarm.proxy.fault({
      match: { method: 'POST', path: '/services/create' },
      cut: 'answer',
    })
    const result = await stage.push({
      'docker-compose-shop.yml': compose({ web: {}, worker: {}, extra: {} }),
    })
    expect(fault.hits()).toBe(1)
    expect(end(result.deployments)).toBe('deployed')
    const names = (await swarm.engine.services()).map(({ spec }) => spec.Name)
    expect(names.toSorted()).toEqual(['shop_extra', 'shop_web', 'shop_worker'])
  })

  it('reads and plans again where somebody else wrote meanwhile', async () => {
    const fault = swarm.proxy.fault({
      match: { method: 'POST', path: /\/services\/\w+\/update$/ },
      status: 500,
      body: { message: 'rpc error: code = Unknown desc = update out of sequence' },
    })
    const result = await stage.push({
      'docker-compose-shop.yml': compose({ web: level('b'), worker: {}, extra: {} }),
    })
    expect(fault.hits()).toBe(1)
    expect(end(result.deployments)).toBe('deployed')
  })

  it('tells what the engine refused, and still writes the other services', async () => {
    const fault = swarm.proxy.fault({
      match: {
        method: 'POST',
        path: /\/services\/\w+\/update$/,
        where: ({ body }) => JSON.stringify(body).includes('"shop_web"'),
      },
      status: 400,
      body: { message: 'invalid something' },
    })
    const result = await stage.push({
      'docker-compose-shop.yml': compose({ web: level('c'), worker: level('c'), extra: {} }),
    })
    fault.release()
    expect(result.deployments[0]?.end).toMatchObject({
      outcome: 'failed',
      code: 'engine-refused',
      reason: expect.stringContaining('"shop_web": '),
    })
    const worker = (await swarm.engine.services()).find(({ spec }) => spec.Name === 'shop_worker')
    expect(worker?.spec.TaskTemplate.ContainerSpec.Env).toEqual(['LEVEL=c'])
    const asked = await stage.runner.sync({ actor: { name: 'Ada', via: 'api' } })
    expect(end(asked.deployments)).toBe('deployed')
  })

  it('waits for an engine that goes away in the middle, and says so', async () => {
    // Tasks that end with the engine would make the swarm pause the update.
    const file = compose({ web: level('d'), worker: level('d'), extra: {} })
    const patient = file.replaceAll(/( +)monitor: .*/g, '$&\n$1failure_action: continue')
    await stage.commit({ 'docker-compose-shop.yml': patient })
    const pass = stage.runner.trigger({ name: 'Ada', via: 'push' })
    await swarm.proxy.waitFor({ method: 'POST', path: /\/services\/\w+\/update$/ })
    await swarm.throwaway.stop()
    await sleep(1500)
    await swarm.throwaway.start()
    const { deployments } = await pass
    expect(deployments.map((one) => one.end)).toMatchObject([{ outcome: 'deployed' }])
    const types = stage.events.map(({ type }) => type)
    expect(types.filter((type) => type === 'engine-lost')).toHaveLength(1)
    expect(types.filter((type) => type === 'engine-back')).toHaveLength(1)
  })

  it('removes a stack and deploys it again at once', async () => {
    const file = compose({ web: {} })
    await stage.push({ 'docker-compose-blog.yml': file })
    const removal = await stage.push({ 'docker-compose-blog.yml': null })
    expect(end(removal.deployments)).toBe('removed')
    const again = await stage.push({ 'docker-compose-blog.yml': file })
    expect(end(again.deployments)).toBe('deployed')
    await stage.push({ 'docker-compose-blog.yml': null })
  })

  it('lets two runners never write to one stack at the same time', async () => {
    const other = stage.restart()
    await stage.commit({ 'docker-compose-shop.yml': compose({ web: level('e'), worker: {} }) })
    swarm.proxy.clear()
    const [one, two] = await Promise.all([
      stage.runner.trigger({ name: 'Ada', via: 'push' }),
      other.trigger({ name: 'Bob', via: 'push' }),
    ])
    expect(end(one.deployments)).toBe('deployed')
    expect(end(two.deployments)).toBe('deployed')
    expect(two.deployments[0]?.id).toBe(one.deployments[0]?.id)
    const updates = swarm.proxy
      .writes()
      .filter(
        ({ path, body }) => path.endsWith('/update') && JSON.stringify(body).includes('shop_web'),
      )
    expect(updates).toHaveLength(1)
  })

  it('shows the swarm again, although the engine was away for a reader', async () => {
    await swarm.throwaway.stop()
    const away = await stage.runner.overview()
    expect(away.engine.connected).toBe(false)
    expect(away.stacks.map(({ sync, health }) => [sync, health])).toEqual([['unknown', 'unknown']])
    const pass = await stage.runner.trigger({ name: 'timer', via: 'timer' })
    expect(pass.held?.code).toBe('engine-unreachable')
    await swarm.throwaway.start()
    await expect
      .poll(async () => (await stage.runner.overview()).engine.connected, { timeout: 20_000 })
      .toBe(true)
    const back = await stage.runner.overview()
    expect(back.stacks.map(({ name, sync }) => [name, sync])).toEqual([['shop', 'synced']])
  })
})
