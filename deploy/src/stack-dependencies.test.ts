import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ends, type FakeStage, openFakeStage } from '../testing/fake-stage.ts'
import { stagedCompose } from '../testing/staged-compose.ts'
import type { PassResult } from './deploy-api.ts'

/** Real Git and a clock that runs: a busy machine needs its time. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 })

const ADA = { name: 'Ada', via: 'push' } as const
const DB = 'docker-compose-db.yml'
/** Sorts before `db`, so that the order of names would be the wrong one. */
const APP = 'docker-compose-app.yml'
const app = stagedCompose({ web: {} }, 'dependsOn: [db]')
const db = stagedCompose({ data: {} })
const failing = stagedCompose({ data: { command: ['fail'] } })

let scene: FakeStage

beforeEach(async () => {
  scene = await openFakeStage()
})
afterEach(() => scene[Symbol.asyncDispose]())

function result({ deployments }: PassResult): readonly string[] {
  return ends(deployments).toSorted()
}

async function services(): Promise<readonly string[]> {
  return (await scene.engine.services()).map(({ spec }) => spec.Name).toSorted()
}

async function overviewOf(name: string) {
  const { stacks } = await scene.stage.runner.overview()
  return stacks.find((stack) => stack.name === name)
}

/** Times at which services were created, in order. */
function created(): readonly string[] {
  return scene.fake.requests.flatMap(({ path, body }) =>
    path === '/services/create' && typeof body === 'object' && body !== null && 'Name' in body
      ? [String(body.Name)]
      : [],
  )
}

describe('a stack that depends on another', () => {
  it('is deployed in the same pass, when the other one runs', async () => {
    const slow = stagedCompose({ data: { placed: 'node.labels.ready == yes' } })
    await scene.stage.commit({ [DB]: slow, [APP]: app })
    const pass = scene.stage.runner.trigger(ADA)
    await vi.waitFor(async () => expect(await services()).toEqual(['db_data']), 20_000)
    await vi.waitFor(
      async () =>
        expect(await overviewOf('app')).toMatchObject({
          sync: 'out-of-sync',
          syncReason: expect.stringMatching(/^It waits for the stack db, which /),
        }),
      20_000,
    )
    expect(await services()).toEqual(['db_data'])
    scene.fake.swarm.nodeLabels['ready'] = 'yes'
    const [data] = await scene.engine.services()
    if (data === undefined) throw new Error('db_data is missing.')
    const spare = await scene.engine.createService({ ...data.spec, Name: 'spare', Labels: {} })
    await scene.engine.removeService(spare)
    expect(result(await pass)).toEqual(['app deployed', 'db deployed'])
    expect(created()).toEqual(['db_data', 'spare', 'app_web'])
  })

  it('comes after the other one also while a third is compared between the two', async () => {
    const cache = stagedCompose({ memory: {} })
    const bot = (replicas: number): string =>
      stagedCompose({ web: { replicas } }, 'dependsOn: [cache]')
    const files = { 'docker-compose-cache.yml': cache, 'docker-compose-bot.yml': bot(1) }
    await scene.stage.push(files)
    const pass = await scene.stage.push({
      'docker-compose-bot.yml': bot(2),
      [DB]: db,
      [APP]: app,
    })
    expect(result(pass)).toEqual(['app deployed', 'bot deployed', 'db deployed'])
  })

  it('waits while the other one fails, says so once, and goes on by itself when it is repaired', async () => {
    const first = await scene.stage.push({ [DB]: failing, [APP]: app })
    expect(result(first)).toEqual(['app held waits-for-stack', 'db failed crash-loop'])
    const held = first.deployments.find(({ stack }) => stack === 'app')
    expect(held?.end?.reason).toMatch(/^It waits for the stack db, which failed: Service db_data/)
    expect(result(await scene.stage.runner.trigger(ADA))).toEqual([])
    expect(await services()).toEqual(['db_data'])
    expect(await overviewOf('app')).toMatchObject({ sync: 'held', syncReason: held?.end?.reason })
    const asked = await scene.stage.runner.sync({ actor: ADA, stacks: ['app'] })
    expect(result(asked)).toEqual(['app held waits-for-stack'])
    expect(await scene.stage.repository.journal.history('app', 10)).toHaveLength(1)
    const repaired = await scene.stage.push({ [DB]: db })
    expect(result(repaired)).toEqual(['app deployed', 'db deployed'])
    expect(await overviewOf('app')).toMatchObject({ sync: 'synced' })
  })

  it('goes on after the other one alone was deployed, without being asked', async () => {
    await scene.stage.push({ [DB]: failing, [APP]: app })
    await scene.stage.commit({ [DB]: db })
    const alone = await scene.stage.runner.sync({ actor: ADA, stacks: ['db'] })
    expect(result(alone)).toEqual(['db deployed'])
    await vi.waitFor(async () => expect(await services()).toEqual(['app_web', 'db_data']), 20_000)
  })

  it('waits for one that is disabled, or has errors, and is removed without waiting', async () => {
    await scene.stage.push({ [DB]: db, [APP]: app })
    const off = await scene.stage.push({
      'stack-db.json': '{"enabled": false}',
      [APP]: stagedCompose({ web: { replicas: 2 } }, 'dependsOn: [db]'),
    })
    expect(result(off)).toEqual(['app held waits-for-stack', 'db removed'])
    const [entry] = await scene.stage.repository.journal.history('app', 1)
    expect(entry?.end?.reason).toBe('It waits for the stack db, which is disabled.')
    const broken = await scene.stage.push({
      'stack-db.json': null,
      [DB]: 'services: { data: { imago: x } }',
    })
    expect(result(broken)).toEqual(['app held waits-for-stack', 'db failed inputs-broken'])
    const gone = await scene.stage.push({ [APP]: null })
    expect(result(gone)).toEqual(['app removed'])
  })

  it('that needs no change is left as it runs, whatever happens to the other one', async () => {
    await scene.stage.push({ [DB]: db, [APP]: app })
    scene.fake.forget()
    const pass = await scene.stage.push({ [DB]: failing })
    expect(result(pass)).toEqual(['db failed update-paused'])
    expect(await overviewOf('app')).toMatchObject({ sync: 'synced' })
    expect(await scene.stage.repository.journal.history('app', 10)).toHaveLength(1)
  })

  it('waits for one that was deployed and is not healthy any more', async () => {
    await scene.stage.push({ [DB]: db, [APP]: app })
    const [, data] = (await scene.engine.services()).toSorted((a, b) =>
      a.spec.Name < b.spec.Name ? -1 : 1,
    )
    if (data === undefined) throw new Error('db_data is missing.')
    await scene.engine.removeService(data.id)
    const pass = await scene.stage.push({
      [APP]: stagedCompose({ web: { replicas: 2 } }, 'dependsOn: [db]'),
    })
    expect(result(pass)).toEqual(['app held waits-for-stack'])
    const [entry] = await scene.stage.repository.journal.history('app', 1)
    expect(entry?.end?.reason).toBe('It waits for the stack db, which isn’t healthy.')
    expect(await overviewOf('app')).toMatchObject({
      sync: 'held',
      syncReason: expect.stringMatching(/^It waits for the stack db, which is missing: /),
    })
    const asked = await scene.stage.runner.sync({ actor: ADA })
    expect(result(asked)).toEqual(['app deployed', 'db deployed'])
  })

  it('gives way to a newer revision while it waits for its turn', async () => {
    const slow = stagedCompose({ data: { placed: 'node.labels.ready == yes' } })
    await scene.stage.commit({ [DB]: slow, [APP]: app })
    const older = scene.stage.runner.trigger(ADA)
    await vi.waitFor(async () => expect(await services()).toEqual(['db_data']), 20_000)
    await scene.stage.commit({ [APP]: stagedCompose({ web: {} }) })
    const newer = scene.stage.runner.trigger(ADA)
    await vi.waitFor(async () => expect(await services()).toEqual(['app_web', 'db_data']), 20_000)
    const last = await scene.stage.push({ [DB]: db })
    expect(result(last)).toContain('db deployed')
    expect(result(await older)).toContain('app superseded newer-revision')
    expect(result(await newer)).toContain('app deployed')
  })

  it('in a circle is a problem of the stacks on it, and of no other, until it is opened', async () => {
    const pass = await scene.stage.push({
      [DB]: stagedCompose({ data: {} }, 'dependsOn: [app]'),
      [APP]: app,
      'docker-compose-mail.yml': stagedCompose({ smtp: {} }),
      'docker-compose-shop.yml': stagedCompose({ web: {} }, 'dependsOn: [nowhere]'),
    })
    expect(result(pass)).toEqual([
      'app failed inputs-broken',
      'db failed inputs-broken',
      'mail deployed',
      'shop failed inputs-broken',
    ])
    const reasons = pass.deployments.map(({ stack, end }) => [stack, end?.reason])
    expect(Object.fromEntries(reasons)).toMatchObject({
      app: expect.stringMatching(
        /^docker-compose-app\.yml:\d+:\d+: error: stacks wait for each other in a circle: app -> db -> app\./,
      ),
      shop: expect.stringMatching(
        /^docker-compose-shop\.yml:\d+:\d+: error: this repository has no stack "nowhere"\./,
      ),
    })
    expect(result(await scene.stage.push({ [DB]: db }))).toEqual(['app deployed', 'db deployed'])
  })

  it('says in its plan what it waits for', async () => {
    await scene.stage.push({ [DB]: failing })
    await scene.stage.commit({ [APP]: app })
    const { repository, runner } = scene.stage
    const head = await repository.head()
    if (head.kind !== 'revision') throw new Error('There is no head.')
    const live = await scene.engine.liveState()
    const plan = await runner.plan(await repository.load(head.revision), 'app', live)
    expect(plan.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['waits-for-stack', expect.stringMatching(/^It waits for the stack db, which failed: /)],
    ])
  })

  it('is named in the plan that removes the other one', async () => {
    await scene.stage.push({ [DB]: db, [APP]: app, 'README.md': 'kept' })
    await scene.stage.commit({ [DB]: null })
    const { repository, runner } = scene.stage
    const head = await repository.head()
    if (head.kind !== 'revision') throw new Error('There is no head.')
    const live = await scene.engine.liveState()
    const plan = await runner.plan(await repository.load(head.revision), 'db', live)
    expect(plan.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['others-depend-on-it', 'The stack app depends on db, which is removed.'],
    ])
  })
})
