import type { Engine } from '@kesako/engine'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeEngine } from '../../e2e/lab/fake-engine/index.ts'
import { compose } from '../testing/compose.ts'
import { ends, type FakeStage, openFakeStage } from '../testing/fake-stage.ts'
import { openStage, type Stage } from '../testing/stage.ts'

/** Real Git and a clock that runs: a busy machine needs its time. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const TIMER = { name: 'timer', via: 'timer' } as const
const ADA = { name: 'Ada', via: 'push' } as const

let scene: FakeStage
let fake: FakeEngine
let engine: Engine
let stage: Stage
let writes: () => readonly string[]

beforeEach(async () => {
  scene = await openFakeStage()
  ;({ fake, engine, stage, writes } = scene)
})
afterEach(() => scene[Symbol.asyncDispose]())

describe('a runner holds everything', () => {
  it('while there is no branch', async () => {
    const result = await stage.runner.trigger(TIMER)
    expect(result).toMatchObject({ held: { code: 'no-branch' }, deployments: [] })
    expect((await stage.runner.overview()).held?.code).toBe('no-branch')
    expect(stage.events).toEqual([expect.objectContaining({ type: 'everything-held' })])
  })

  it('when the head has unrelated history', async () => {
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    await using other = await openStage(engine)
    const root = await other.commit({ 'README.md': 'another repository' })
    await stage.repository.setIdentity((await stage.repository.identity()) ?? '')
    const foreign = {
      ...stage.repository,
      load: async (revision: string) => ({
        ...(await stage.repository.load(revision)),
        roots: [root],
        stacks: [],
      }),
    }
    fake.forget()
    const runner = stage.restart({ repository: foreign })
    expect((await runner.trigger(TIMER)).held?.code).toBe('unrelated-history')
    expect(writes()).toEqual([])
  })

  it('when the tree is empty while stacks run', async () => {
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    fake.forget()
    const result = await stage.push({ 'docker-compose-shop.yml': null })
    expect(result.held?.code).toBe('empty-tree')
    expect(writes()).toEqual([])
    const overview = await stage.runner.overview()
    expect(overview.stacks).toMatchObject([{ name: 'shop', managed: false, sync: 'held' }])
  })

  it('but has simply nothing to do for an empty tree on an empty swarm', async () => {
    await stage.push({ 'README.md': 'soon' })
    const result = await stage.push({ 'README.md': null })
    expect(result.held).toBeUndefined()
  })
})

describe('a runner', () => {
  it('removes a disabled stack, keeps its files, and brings it back', async () => {
    const settings = (enabled: boolean) => JSON.stringify({ enabled })
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    const off = await stage.push({ 'stack-shop.json': settings(false) })
    expect(ends(off.deployments)).toEqual(['shop removed'])
    expect(await engine.services()).toEqual([])
    const on = await stage.push({ 'stack-shop.json': settings(true) })
    expect(ends(on.deployments)).toEqual(['shop deployed'])
  })

  it('writes nothing for a commit that touches no input', async () => {
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    fake.forget()
    expect((await stage.push({ 'README.md': 'hello' })).deployments).toEqual([])
    expect(writes()).toEqual([])
  })

  it('fails before the first write for an external that is missing, and deploys when it came', async () => {
    const file = compose(
      { web: { more: 'secrets:\n  - key' } },
      'secrets:\n  key:\n    external: true',
    )
    const missing = await stage.push({ 'docker-compose-shop.yml': file })
    expect(ends(missing.deployments)).toEqual(['shop failed external-missing'])
    expect(writes()).toEqual([])
    expect((await stage.runner.trigger(TIMER)).deployments).toEqual([])
    await engine.createSecret({ Name: 'key', Labels: {}, Data: 'c2VjcmV0' })
    expect(ends((await stage.runner.trigger(TIMER)).deployments)).toEqual(['shop deployed'])
  })

  it('removes a renamed service before its successor takes the port', async () => {
    const port = { more: 'ports:\n  - 8080:80' }
    await stage.push({ 'docker-compose-shop.yml': compose({ web: port }) })
    fake.forget()
    const result = await stage.push({ 'docker-compose-shop.yml': compose({ front: port }) })
    expect(ends(result.deployments)).toEqual(['shop deployed'])
    expect(writes()).toEqual(['DELETE /services/ID', 'POST /services/create'])
  })

  it('moves a port from one stack to another in one commit', async () => {
    const port = { more: 'ports:\n  - 8080:80' }
    await stage.push({ 'docker-compose-zoo.yml': compose({ web: port }), 'README.md': '' })
    const result = await stage.push({
      'docker-compose-zoo.yml': null,
      'docker-compose-ark.yml': compose({ web: port }),
    })
    expect(ends(result.deployments).toSorted()).toEqual(['ark deployed', 'zoo removed'])
  })

  it('holds a network that differs, and replaces it with its services when told to', async () => {
    const file = (options: string, key: string) =>
      compose(
        { web: {} },
        `networks:\n  default:\n    driver_opts:\n      a: "${options}"`,
      ).replace('x-kesako:\n', `x-kesako:\n${key}`)
    await stage.push({ 'docker-compose-shop.yml': file('1', '') })
    const held = await stage.push({ 'docker-compose-shop.yml': file('2', '') })
    expect(ends(held.deployments)).toEqual(['shop held held'])
    fake.forget()
    const replaced = await stage.push({ 'docker-compose-shop.yml': file('2', '  replace: true\n') })
    expect(ends(replaced.deployments)).toEqual(['shop deployed'])
    // The engine refuses the name for as long as it lists the old network.
    expect([...new Set(writes())]).toEqual([
      'DELETE /services/ID',
      'DELETE /networks/ID',
      'POST /networks/create',
      'POST /services/create',
    ])
  })

  it('skips what queued between, and says so', async () => {
    const begun = fake.fault({ match: { path: '/services/create' }, hold: 'request' })
    const results = []
    for (const replicas of [1, 2, 3]) {
      await stage.commit({ 'docker-compose-shop.yml': compose({ web: { replicas } }) })
      results.push(stage.runner.trigger(ADA))
      if (replicas === 1) await begun.hit
      // A pass with nothing else to do has put the stack into the queue when it ends.
      else await stage.runner.sync({ actor: ADA, stacks: ['none'] })
    }
    begun.release()
    const all = await Promise.all(results)
    expect(all.map(({ deployments }) => ends(deployments))).toEqual([
      ['shop superseded newer-revision'],
      ['shop superseded newer-revision'],
      ['shop deployed'],
    ])
    expect(all[1]?.deployments[0]?.end?.reason).toMatch(/^Skipped/)
    expect((await engine.services())[0]?.spec.Mode).toEqual({ Replicated: { Replicas: 3 } })
  })

  it('ends an entry that was cut off by other inputs before it begins a new one', async () => {
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    const [done] = await stage.repository.journal.history('shop', 1)
    if (done === undefined) throw new Error('no entry')
    const { end: _, ...begun } = done
    await stage.repository.journal.start({
      ...begun,
      id: 'cut',
      inputsDigest: 'other',
      startedAt: new Date(Date.now() + 1000).toISOString(),
    })
    await stage.commit({ 'docker-compose-shop.yml': compose({ web: { replicas: 2 } }) })
    const runner = stage.restart()
    expect(ends((await runner.trigger(ADA)).deployments)).toEqual(['shop deployed'])
    const history = await stage.repository.journal.history('shop', 3)
    expect(ends(history)).toEqual([
      'shop deployed',
      'shop superseded newer-revision',
      'shop deployed',
    ])
  })

  it('says nothing of the engine when it comes and goes between two passes, and once when it is lost', async () => {
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    await fake.stop()
    const lost = [await stage.runner.trigger(TIMER), await stage.runner.trigger(TIMER)]
    expect(lost.map(({ held }) => held?.code)).toEqual(['engine-unreachable', 'engine-unreachable'])
    expect(stage.events.filter(({ type }) => type === 'engine-lost')).toHaveLength(1)
  })

  it('leaves no lease behind', async () => {
    await stage.push({ 'docker-compose-shop.yml': compose({ web: {} }) })
    expect((await engine.liveState()).configs).toEqual([])
  })
})
