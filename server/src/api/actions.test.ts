import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Answered, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  stage.runner.start()
  await stage.push({ 'docker-compose-shop.yml': composeFile() })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
})
afterAll(() => stage[Symbol.asyncDispose]())

/** A look at the swarm is shared for a second. */
const PATIENCE = { timeout: 20_000 }

const writes = (): readonly string[] =>
  stage.engine.requests
    .filter(
      ({ method, path }) => method !== 'GET' && method !== 'HEAD' && path !== '/configs/create',
    )
    .map(({ method, path }) => `${method} ${path.replace(/\/[a-z0-9]{25,64}(?=\/|$)/, '/ID')}`)

const view = (path: string): Promise<Answered> => stage.ask('GET', path)
const firstTask = async (): Promise<{ id: string; state: string }> =>
  (await view('/api/services/shop_web')).body.taskList[0]
const running = (not?: string): Promise<void> =>
  expect
    .poll(async () => {
      const task = await firstTask()
      return task.state === 'running' && task.id !== not
    }, PATIENCE)
    .toBe(true)

it.each([
  ['POST', '/api/services/shop_web/restart', 'viewer'],
  ['DELETE', '/api/tasks/shop_web.1', 'viewer'],
  ['DELETE', '/api/services/shop_web', 'deployer'],
  ['POST', '/api/nodes/fake-node/drain', 'deployer'],
  ['POST', '/api/nodes/fake-node/activate', 'deployer'],
] as const)('%s %s is not for a %s', async (method, path, role) => {
  stage.engine.forget()
  const answer = await stage.ask(method, path, { token: await stage.token(role) })
  expect(answer).toMatchObject({ status: 403, body: { code: 'role-missing' } })
  expect(writes()).toEqual([])
})

it.each([
  ['POST', '/api/services/shop_web/restart', 'restart'],
  ['DELETE', '/api/tasks/shop_web.1', 'kill'],
  ['DELETE', '/api/services/shop_web', 'remove'],
  ['POST', '/api/nodes/fake-node/drain', 'drain'],
  ['POST', '/api/nodes/fake-node/activate', 'activate'],
])('%s %s with dryRun says what would happen and writes nothing', async (method, path, action) => {
  stage.engine.forget()
  const { status, body } = await stage.ask(method, `${path}?dryRun=true`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ done: false, action, effects: expect.any(Array) })
  expect(body.effects.length).toBeGreaterThan(0)
  expect(writes()).toEqual([])
})

it.each([
  ['POST', '/api/services/shop_web/restart'],
  ['DELETE', '/api/tasks/shop_web.1'],
])('%s %s is only for who may change the stack', async (method, path) => {
  const other = await stage.token('deployer', ['blog'])
  const answer = await stage.ask(method, `${path}?dryRun=true`, { token: other })
  expect(answer).toMatchObject({ status: 403, body: { code: 'stack-not-yours' } })
  const own = await stage.token('deployer', ['sho*'])
  expect((await stage.ask(method, `${path}?dryRun=true`, { token: own })).status).toBe(200)
})

it('a restart makes new tasks by the same spec, with its credentials, and is no drift', async () => {
  await running()
  const before = await firstTask()
  stage.engine.forget()
  const answer = await stage.ask('POST', '/api/services/shop_web/restart')
  expect(answer).toMatchObject({ status: 200, body: { done: true } })
  await running(before.id)
  const update = stage.engine.requests.find(({ path }) => path.endsWith('/update'))
  expect(update?.query).toMatchObject({ registryAuthFrom: 'spec' })
  expect(update?.body).toMatchObject({ TaskTemplate: { ForceUpdate: 1 } })
  expect((await view('/api/stacks/shop')).body).toMatchObject({ sync: 'synced', changes: [] })
  stage.engine.forget()
  await stage.ask('POST', '/api/stacks/shop/sync?wait=true')
  expect(writes().filter((write) => write.includes('services'))).toEqual([])
})

it('a service that changes at that moment is restarted as it is then', async () => {
  const stale = {
    status: 500,
    body: { message: 'rpc error: code = Unknown desc = update out of sequence' },
  }
  stage.engine.fault({
    match: { method: 'POST', path: /^\/services\/.*\/update$/ },
    ...stale,
    times: 1,
  })
  expect((await stage.ask('POST', '/api/services/shop_web/restart')).status).toBe(200)
  await running()
})

it('a killed task gives way to another', async () => {
  const before = await firstTask()
  expect((await stage.ask('DELETE', `/api/tasks/${before.id}`)).body).toMatchObject({
    done: true,
    target: { kind: 'task', name: 'shop_web.1' },
  })
  await running(before.id)
  expect(await stage.ask('DELETE', `/api/tasks/${before.id}`)).toMatchObject({
    status: 409,
    body: { code: 'action-refused', detail: expect.stringContaining('no container to kill') },
  })
})

it('a drained node lets its tasks wait, and says why, until it is activated', async () => {
  const drained = await stage.ask('POST', '/api/nodes/fake-node/drain')
  expect(drained.body.effects).toContain(
    'No other node takes shop_web.1: they wait until fake-node is activated, or another fits.',
  )
  await expect
    .poll(async () => (await view('/api/tasks/shop_web.1')).body.reason, PATIENCE)
    .toBe('No node takes it: "no suitable node (1 node not available for new tasks)".')
  stage.engine.forget()
  const again = await stage.ask('POST', '/api/nodes/fake-node/drain')
  expect(again.body).toMatchObject({ done: false, effects: ['It is drained already.'] })
  expect(writes()).toEqual([])
  expect((await stage.ask('POST', '/api/nodes/fake-node/activate')).body.done).toBe(true)
  await running()
})

it('a removed service of a stack in Git is told to come back, and does with a sync', async () => {
  const { body } = await stage.ask('DELETE', '/api/services/shop_web')
  expect(body.effects.at(-1)).toContain('it is drifted until its next deployment')
  expect((await view('/api/services/shop_web')).status).toBe(404)
  await stage.ask('POST', '/api/stacks/shop/sync?wait=true')
  await running()
})

it('writes down who did what', () => {
  const told = stage.log.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'action')
  expect(told.map(({ action }) => action)).toEqual([
    'restart',
    'restart',
    'kill',
    'drain',
    'activate',
    'remove',
  ])
  expect(told[0]).toMatchObject({ kind: 'service', name: 'shop_web', by: 'admin' })
})
