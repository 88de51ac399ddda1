import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  await stage.push({ 'docker-compose-shop.yml': composeFile() })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
})
afterAll(() => stage[Symbol.asyncDispose]())

it('lists the nodes with their tasks', async () => {
  const { status, body } = await stage.ask('GET', '/api/nodes')
  expect(status).toBe(200)
  expect(body.nodes).toEqual([
    expect.objectContaining({
      name: 'fake-node',
      role: 'manager',
      availability: 'active',
      state: 'ready',
      cpus: 2,
      tasks: { running: 1, wanted: 1 },
    }),
  ])
})

it('shows a service by name, id and the beginning of its id, with why its tasks are where they are', async () => {
  const { body } = await stage.ask('GET', '/api/services/shop_web')
  expect(body).toMatchObject({
    name: 'shop_web',
    stack: 'shop',
    tasks: { running: 1, desired: 1 },
    health: 'healthy',
    taskList: [{ name: 'shop_web.1', state: 'running', reason: 'It runs on fake-node.' }],
  })
  for (const word of [body.id, body.id.slice(0, 12)]) {
    expect((await stage.ask('GET', `/api/services/${word}`)).body.id).toBe(body.id)
  }
})

it('shows a task by the name of its slot and by id', async () => {
  const { body } = await stage.ask('GET', '/api/tasks/shop_web.1')
  expect(body).toMatchObject({ service: { name: 'shop_web' }, node: { name: 'fake-node' } })
  expect((await stage.ask('GET', `/api/tasks/${body.id}`)).body).toEqual(body)
})

it('says what is not there, and takes no path for a name', async () => {
  expect(await stage.ask('GET', '/api/services/none')).toMatchObject({
    status: 404,
    body: { code: 'service-unknown', detail: 'The swarm has no service none.' },
  })
  expect((await stage.ask('GET', '/api/tasks/none')).body.code).toBe('task-unknown')
  expect((await stage.ask('GET', '/api/services/..%2Fnodes')).body.code).toBe('request-invalid')
})

it('answers readers of one moment from one read of the swarm', async () => {
  stage.engine.forget()
  const paths = ['/api/nodes', '/api/services/shop_web', '/api/tasks/shop_web.1']
  await Promise.all([...paths, ...paths, ...paths].map((path) => stage.ask('GET', path)))
  const reads = stage.engine.requests.filter(({ path }) => path === '/services')
  expect(reads.length).toBeLessThanOrEqual(2)
})
