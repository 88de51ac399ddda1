import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compose } from '../testing/compose.ts'
import { ends, type FakeStage, openFakeStage } from '../testing/fake-stage.ts'
import { leaseName } from './lease-name.ts'

/** Real Git and a clock that runs: a busy machine needs its time. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const ADA = { name: 'Ada', via: 'push' } as const
const FILE = 'docker-compose-shop.yml'

let scene: FakeStage

beforeEach(async () => {
  scene = await openFakeStage({ concurrency: 1, leaseMs: 60_000 })
})
afterEach(() => scene[Symbol.asyncDispose]())

/** Another process holds the stack until the answer is called. */
async function leaseElsewhere(stack: string): Promise<() => Promise<void>> {
  const { engine } = scene
  const id = await engine.createConfig({ Name: leaseName(stack), Labels: {}, Data: 'eA==' })
  return () => engine.removeConfig(id)
}

async function replicas(): Promise<unknown> {
  return (await scene.engine.services()).map(({ spec }) => spec.Mode)
}

describe('a newer revision', () => {
  it('takes the place of one that waits for the lease', async () => {
    const { fake, stage } = scene
    const release = await leaseElsewhere('shop')
    const lease = fake.fault({
      match: { method: 'GET', path: `/configs/${leaseName('shop')}` },
      delayMs: 0,
    })
    await stage.commit({ [FILE]: compose({ web: { replicas: 1 } }) })
    const older = stage.runner.trigger(ADA)
    await lease.hit
    await stage.commit({ [FILE]: compose({ web: { replicas: 2 } }) })
    const newer = stage.runner.trigger(ADA)
    expect(ends((await older).deployments)).toEqual(['shop superseded newer-revision'])
    await release()
    expect(ends((await newer).deployments)).toEqual(['shop deployed'])
    expect(scene.writes().filter((write) => write.includes('/services/'))).toHaveLength(1)
    expect(ends(await stage.repository.journal.history('shop', 5))).toEqual(['shop deployed'])
  })

  it('keeps a stack that waits for the lease to be removed', async () => {
    const { fake, stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }), 'README.md': 'kept' })
    const release = await leaseElsewhere('shop')
    const lease = fake.fault({
      match: { method: 'GET', path: `/configs/${leaseName('shop')}` },
      delayMs: 0,
    })
    await stage.commit({ [FILE]: null })
    const removal = stage.runner.trigger(ADA)
    await lease.hit
    fake.forget()
    await stage.commit({ [FILE]: compose({ web: {} }) })
    const back = stage.runner.trigger(ADA)
    expect(ends((await removal).deployments)).toEqual(['shop superseded newer-revision'])
    await release()
    expect((await back).deployments).toEqual([])
    expect(scene.writes()).toEqual([])
  })

  it('takes the place of one that asks registries', async () => {
    const { fake, stage } = scene
    const asks = compose({ web: {} }).replace('resolveImage: never', 'resolveImage: changed')
    const registry = fake.fault({ match: { path: /^\/distribution\// }, hold: 'request' })
    await stage.commit({ [FILE]: asks })
    const older = stage.runner.trigger(ADA)
    await registry.hit
    await stage.commit({ [FILE]: compose({ web: { replicas: 2 } }) })
    const newer = stage.runner.trigger(ADA)
    await stage.runner.sync({ actor: ADA, stacks: ['none'] })
    registry.release()
    expect(ends((await older).deployments)).toEqual(['shop superseded newer-revision'])
    expect(ends((await newer).deployments)).toEqual(['shop deployed'])
    expect(await replicas()).toEqual([{ Replicated: { Replicas: 2 } }])
    expect(scene.writes().filter((write) => write.includes('/services/'))).toHaveLength(1)
  })

  it('takes the place of one that waits for its turn to write', async () => {
    const { fake, stage } = scene
    const other = fake.fault({ match: { path: '/services/create' }, hold: 'request' })
    await stage.commit({ 'docker-compose-ark.yml': compose({ web: {} }) })
    const ark = stage.runner.trigger(ADA)
    await other.hit
    await stage.commit({ [FILE]: compose({ web: { replicas: 1 } }) })
    const older = stage.runner.trigger(ADA)
    await expect
      .poll(() => stage.events.some((one) => 'step' in one && one.stack === 'shop'), {
        timeout: 10_000,
      })
      .toBe(true)
    await stage.commit({ [FILE]: compose({ web: { replicas: 2 } }) })
    const newer = stage.runner.trigger(ADA)
    await stage.runner.sync({ actor: ADA, stacks: ['none'] })
    other.release()
    expect(ends((await ark).deployments)).toEqual(['ark deployed'])
    expect(ends((await older).deployments)).toContain('shop superseded newer-revision')
    expect(ends((await newer).deployments)).toContain('shop deployed')
    expect(scene.writes().filter((write) => write.startsWith('POST /services/'))).toEqual([
      'POST /services/create',
      'POST /services/create',
    ])
  })
})

describe('after an attempt that went wrong', () => {
  it('an older revision has to run before it is called deployed, though nothing is written', async () => {
    const { fake, stage } = scene
    const file = (command: readonly string[]) =>
      compose({ web: { command } }).replace(
        'monitor: 500ms',
        'monitor: 500ms\n        failure_action: rollback',
      )
    await stage.push({ [FILE]: file(['work']) })
    const bad = await stage.push({ [FILE]: file(['fail']) })
    expect(ends(bad.deployments)).toEqual(['shop failed rolled-back'])
    await expect
      .poll(async () => (await scene.engine.services())[0]?.updateStatus?.state, {
        timeout: 10_000,
      })
      .toBe('rollback_completed')
    fake.forget()
    const back = await stage.push({ [FILE]: file(['work']) })
    expect(ends(back.deployments)).toEqual(['shop deployed'])
    expect(scene.writes()).toEqual([])
  })

  it('a stack that another process removed meanwhile is deployed', async () => {
    const { fake, engine, stage } = scene
    await stage.push({ [FILE]: compose({ web: {} }) })
    const [first] = await stage.repository.journal.history('shop', 1)
    const [web] = await engine.services()
    if (first?.end === undefined || web === undefined) throw new Error('It was not deployed.')
    await engine.removeService(web.id)
    const release = await leaseElsewhere('shop')
    const lease = fake.fault({
      match: { method: 'GET', path: `/configs/${leaseName('shop')}` },
      delayMs: 0,
    })
    const waiting = stage.runner.sync({ actor: ADA })
    await lease.hit
    const removal = {
      ...first,
      id: 'f00d',
      action: 'remove',
      startedAt: first.end.endedAt,
    } as const
    await stage.repository.journal.start(removal)
    await stage.repository.journal.end({
      ...removal,
      end: { endedAt: first.end.endedAt, outcome: 'removed' },
    })
    await release()
    expect(ends((await waiting).deployments)).toEqual(['shop deployed'])
    expect(await engine.services()).toHaveLength(1)
  })
})
