import { setTimeout as pause } from 'node:timers/promises'
import { INPUTS_LABEL } from '@kesako/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compose } from '../testing/compose.ts'
import { type FakeStage, openFakeStage } from '../testing/fake-stage.ts'

/** Real Git and a clock that runs: a busy machine needs its time. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const ADA = { name: 'Ada', via: 'push' } as const

let scene: FakeStage

beforeEach(async () => {
  scene = await openFakeStage()
})
afterEach(() => scene[Symbol.asyncDispose]())

describe('the overview', () => {
  it('calls a stack out-of-sync while it is deployed, in this process and in another', async () => {
    const { fake, engine, stage } = scene
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    const before = (await engine.services())[0]?.spec.Labels[INPUTS_LABEL]
    const create = fake.fault({ match: { path: '/services/create' }, hold: 'request' })
    await stage.commit({ 'docker-compose-shop.yml': compose({ web: {}, worker: {} }) })
    const running = stage.runner.trigger(ADA)
    await create.hit
    // All that is on the swarm bears the new inputs, and yet it hasn't drifted from them.
    await expect
      .poll(async () => (await engine.services())[0]?.spec.Labels[INPUTS_LABEL], {
        timeout: 10_000,
      })
      .not.toBe(before)
    await pause(50)
    for (const runner of [stage.runner, stage.restart()]) {
      const [shop] = (await runner.overview()).stacks
      expect(shop).toMatchObject({ deploying: true, sync: 'out-of-sync' })
      expect(shop?.syncReason).toMatch(/^It is being deployed/)
    }
    create.release()
    await running
    const [shop] = (await stage.runner.overview()).stacks
    expect(shop).toMatchObject({ deploying: false, sync: 'synced', health: 'healthy' })
  })

  it('calls a stack out-of-sync whose deployment failed halfway', async () => {
    const { fake, stage } = scene
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    fake.fault({ match: { path: '/services/create' }, status: 400, body: { message: 'no' } })
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {}, worker: {} }) })
    const [shop] = (await stage.runner.overview()).stacks
    expect(shop).toMatchObject({ deploying: false, sync: 'out-of-sync' })
    expect(shop?.lastDeployment?.end?.outcome).toBe('failed')
  })

  it('says that everything is held where the head can not be read', async () => {
    const { stage } = scene
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    const load = () => Promise.reject(new Error('a tree is missing'))
    const runner = stage.restart({ repository: { ...stage.repository, load } })
    const overview = await runner.overview()
    expect(overview.held).toMatchObject({ code: 'unreadable-head' })
    expect(overview.stacks).toMatchObject([{ name: 'shop', sync: 'held', health: 'healthy' }])
  })

  it('and a pass ask the engine the same few questions however many stacks there are', async () => {
    const { fake, stage } = scene
    const asked: string[][] = []
    for (const count of [1, 6]) {
      const names = Array.from({ length: count }, (_, index) => `docker-compose-s${index}.yml`)
      await stage.push(Object.fromEntries(names.map((name) => [name, compose({ web: {} })])))
      await pause(50)
      for (const look of [() => stage.runner.trigger(ADA), () => stage.restart().overview()]) {
        fake.forget()
        await look()
        asked.push(fake.requests.map(({ method, path }) => `${method} ${path}`).toSorted())
      }
    }
    const six = ['/configs', '/networks', '/nodes', '/secrets', '/services', '/tasks']
    expect(new Set(asked.map(String))).toEqual(new Set([String(six.map((path) => `GET ${path}`))]))
  })
})
