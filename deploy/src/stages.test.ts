import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ends, type FakeStage, openFakeStage } from '../testing/fake-stage.ts'
import { type StagedService, stagedCompose } from '../testing/staged-compose.ts'

/** Real Git and a clock that runs: a busy machine needs its time. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const ADA = { name: 'Ada', via: 'push' } as const
const FILE = 'docker-compose-shop.yml'
const WAVES = 'wave: { migrate: -1, proxy: 1 }'

let scene: FakeStage

beforeEach(async () => {
  scene = await openFakeStage()
})
afterEach(() => scene[Symbol.asyncDispose]())

/** A migration, then web, then what faces the users. */
function shop(over: Readonly<Record<string, StagedService>> = {}): string {
  const services = { migrate: { job: true, command: ['true'] }, web: {}, proxy: {} }
  return stagedCompose({ ...services, ...over }, WAVES)
}

/** Names of services in the order of their writes. */
async function written(): Promise<readonly string[]> {
  const names = new Map((await scene.engine.services()).map(({ id, spec }) => [id, spec.Name]))
  return scene.fake.requests.flatMap(({ method, path, body }) => {
    if (method !== 'POST' || !path.startsWith('/services/')) return []
    const id = /^\/services\/([0-9a-z]{25})\/update/.exec(path)?.[1]
    return [id === undefined ? nameIn(body) : (names.get(id) ?? id)]
  })
}

function nameIn(body: unknown): string {
  const isNamed = typeof body === 'object' && body !== null && 'Name' in body
  return isNamed ? String(body.Name) : ''
}

async function services(): Promise<readonly string[]> {
  return (await scene.engine.services()).map(({ spec }) => spec.Name).toSorted()
}

/** Gives the node the label that slow services wait for; the fake looks again when something goes. */
async function nodeIsReady(): Promise<void> {
  scene.fake.swarm.nodeLabels['ready'] = 'yes'
  const [web] = await scene.engine.services()
  if (web === undefined) throw new Error('There is no service.')
  const id = await scene.engine.createService({ ...web.spec, Name: 'spare', Labels: {} })
  await scene.engine.removeService(id)
  scene.fake.forget()
}

async function push(text: string) {
  scene.fake.forget()
  return (await scene.stage.push({ [FILE]: text })).deployments
}

describe('a stack in stages', () => {
  it('creates a service when all of earlier stages run, and updates in the same order', async () => {
    const api = { order: 'dependsOn: [web]' }
    expect(ends(await push(shop({ api })))).toEqual(['shop deployed'])
    const order = ['shop_migrate', 'shop_web', 'shop_api', 'shop_proxy']
    expect(await written()).toEqual(order)
    const changed = { more: 'environment: { A: "1" }' }
    const all = {
      migrate: { job: true, command: ['true'], ...changed },
      api: { ...changed, ...api },
      web: changed,
      proxy: changed,
    }
    expect(ends(await push(shop(all)))).toEqual(['shop deployed'])
    expect(await written()).toEqual(order)
  })

  it('leaves later stages alone while a job of an earlier one has failed, also in the next passes', async () => {
    const [failed] = await push(shop({ migrate: { job: true, command: ['fail'] } }))
    expect(failed?.end).toMatchObject({ outcome: 'failed', code: 'job-failed' })
    expect(failed?.end?.reason).toMatch(
      /This was stage 1 of 3 \(wave -1\), so shop_web and shop_proxy were not deployed\.$/,
    )
    expect(await services()).toEqual(['shop_migrate'])
    expect((await scene.stage.runner.trigger(ADA)).deployments).toEqual([])
    const asked = await scene.stage.runner.sync({ actor: ADA })
    expect(ends(asked.deployments)).toEqual(['shop failed job-failed'])
    const other = shop({
      migrate: { job: true, command: ['fail'] },
      web: { more: 'environment: { A: "1" }' },
    })
    expect(ends(await push(other))).toEqual(['shop failed job-failed'])
    expect(await services()).toEqual(['shop_migrate'])
    expect(ends(await push(shop()))).toEqual(['shop deployed'])
    expect(await written()).toEqual(['shop_migrate', 'shop_web', 'shop_proxy'])
  })

  it('runs a migration again only when its spec changes', async () => {
    await push(shop())
    expect(ends(await push(shop({ web: { replicas: 2 } })))).toEqual(['shop deployed'])
    // The label with the digest of the inputs goes to all but jobs.
    expect(await written()).toEqual(['shop_web', 'shop_proxy'])
  })

  it('does not update a later stage while an earlier one is broken that needs no change', async () => {
    await push(shop())
    scene.fake.swarm.images.delete('kesako-lab:1')
    for (const task of scene.fake.swarm.tasks.values()) task.DesiredState = 'shutdown'
    const web = (await scene.engine.services()).find(({ spec }) => spec.Name === 'shop_web')
    if (web === undefined) throw new Error('shop_web is missing.')
    for (const task of scene.fake.swarm.tasks.values()) {
      if (task.ServiceID === web.id) scene.fake.swarm.tasks.delete(task.ID)
    }
    const [failed] = await push(shop({ proxy: { image: 'kesako-lab:2' } }))
    expect(failed?.end).toMatchObject({ outcome: 'failed', code: 'image-missing' })
    expect(failed?.end?.reason).toMatch(
      /This was stage 2 of 3 \(wave 0\), so shop_proxy was not deployed\.$/,
    )
    expect(await written()).not.toContain('shop_proxy')
  })

  it('takes up a deployment in its stage', async () => {
    const text = shop({ web: { placed: 'node.labels.ready == yes' } })
    await scene.stage.commit({ [FILE]: text })
    const cut = scene.stage.restart()
    const dead = cut.trigger(ADA)
    await vi.waitFor(async () => expect(await services()).toContain('shop_web'), 20_000)
    await sleep(200)
    await cut.stop()
    await dead
    expect(await services()).toEqual(['shop_migrate', 'shop_web'])
    const [open] = await scene.stage.repository.journal.history('shop', 1)
    expect(open?.end).toBeUndefined()
    scene.fake.forget()
    const next = scene.stage.restart().trigger({ name: 'kesako', via: 'start' })
    await sleep(500)
    expect(await written()).toEqual([])
    await nodeIsReady()
    expect(ends((await next).deployments)).toEqual(['shop deployed'])
    expect(await written()).toEqual(['shop_proxy'])
    const [entry] = await scene.stage.repository.journal.history('shop', 1)
    expect(entry?.id).toBe(open?.id)
  })

  it('gives way to a newer revision between its stages', async () => {
    const waits = { placed: 'node.labels.ready == yes' }
    await scene.stage.commit({ [FILE]: shop({ web: waits }) })
    const older = scene.stage.runner.trigger(ADA)
    await vi.waitFor(async () => expect(await services()).toContain('shop_web'), 20_000)
    scene.fake.forget()
    const newer = await scene.stage.push({ [FILE]: shop() })
    expect(ends((await older).deployments)).toEqual(['shop superseded newer-revision'])
    expect(ends(newer.deployments)).toEqual(['shop deployed'])
    expect(await written()).toEqual(['shop_web', 'shop_proxy'])
  })

  it('repairs what somebody changes in an earlier stage before it goes on', async () => {
    await scene.stage.commit({ [FILE]: shop({ web: { placed: 'node.labels.ready == yes' } }) })
    const pass = scene.stage.runner.trigger(ADA)
    await vi.waitFor(async () => expect(await services()).toContain('shop_web'), 20_000)
    const web = (await scene.engine.services()).find(({ spec }) => spec.Name === 'shop_web')
    if (web === undefined) throw new Error('shop_web is missing.')
    const spec = { ...web.spec, Mode: { Replicated: { Replicas: 2 } } }
    await scene.engine.updateService(web.id, web.version, spec)
    await nodeIsReady()
    expect(ends((await pass).deployments)).toEqual(['shop deployed'])
    expect(await written()).toEqual(['shop_web', 'shop_proxy'])
  })

  it('reads the swarm no more often than before where there is one stage', async () => {
    const plain = stagedCompose({ web: {}, proxy: {} })
    const alike = stagedCompose({ web: {}, proxy: {} }, 'wave: { web: 3, proxy: 3 }')
    await push(plain)
    const reads = scene.fake.requests.filter(({ path }) => path === '/networks').length
    expect(reads).toBe(2)
    await push(alike)
    expect(scene.fake.requests.filter(({ path }) => path === '/networks')).toHaveLength(reads)
  })

  it('prunes when all its stages run', async () => {
    await push(shop({ old: {} }))
    expect(ends(await push(shop({ proxy: { replicas: 2 } })))).toEqual(['shop deployed'])
    const update = 'POST /services/ID/update'
    expect(scene.writes()).toEqual([update, update, 'DELETE /services/ID'])
  })
})
