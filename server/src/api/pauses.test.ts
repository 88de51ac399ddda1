import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  stage.runner.start()
  await stage.push({
    'docker-compose-shop.yml': composeFile(),
    'docker-compose-blog.yml': composeFile(),
  })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
})
afterAll(() => stage[Symbol.asyncDispose]())

const argsOf = (stack: string): readonly string[] | undefined =>
  [...stage.engine.swarm.services.values()].find(({ Spec }) => Spec.Name === `${stack}_web`)?.Spec
    .TaskTemplate.ContainerSpec.Args
const push = (command: string, ...stacks: readonly string[]): Promise<unknown> =>
  stage.push(
    Object.fromEntries(
      stacks.map((stack) => [`docker-compose-${stack}.yml`, composeFile(command)]),
    ),
  )
const pass = (): Promise<unknown> => stage.runner.trigger({ name: 'test', via: 'timer' })
const stackOf = async (name: string): Promise<Record<string, unknown>> =>
  (await stage.ask('GET', `/api/stacks/${name}`)).body

it('a paused stack is left alone while others go on, and says who paused it and why', async () => {
  const body = { reason: 'the database moves' }
  const token = await stage.token('deployer')
  const answer = await stage.ask('POST', '/api/stacks/shop/pause', { body, token })
  expect(answer.body.pauses).toMatchObject([{ stack: 'shop', reason: 'the database moves' }])
  await push('second', 'shop', 'blog')
  await pass()
  expect(argsOf('blog')).toEqual(['second'])
  expect(argsOf('shop')).toEqual(['work'])
  expect(await stackOf('shop')).toMatchObject({
    sync: 'held',
    syncReason: expect.stringMatching(/^Paused by deployer .* since .*: the database moves\.$/),
    paused: { stack: 'shop', reason: 'the database moves' },
  })
  expect(await stackOf('blog')).not.toHaveProperty('paused')
})

it('a paused stack is neither synced nor removed, whoever asks', async () => {
  expect(await stage.ask('POST', '/api/stacks/shop/sync')).toMatchObject({
    status: 409,
    body: { code: 'stack-paused', remedy: expect.stringContaining('kesako resume --stack shop') },
  })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
  await stage.push({ 'docker-compose-shop.yml': null })
  await pass()
  expect(argsOf('shop')).toEqual(['work'])
  expect(await stackOf('shop')).toMatchObject({ sync: 'held' })
  await push('third', 'shop')
})

it('a resumed stack gets at once what waited', async () => {
  expect((await stage.ask('POST', '/api/stacks/shop/resume')).body).toEqual({ pauses: [] })
  await vi.waitFor(() => expect(argsOf('shop')).toEqual(['third']), { timeout: 20_000 })
  await vi.waitFor(async () => expect(await stackOf('shop')).toMatchObject({ sync: 'synced' }), {
    timeout: 20_000,
  })
})

it('every stack is paused by an admin only, and resumed', async () => {
  const token = await stage.token('deployer')
  expect((await stage.ask('POST', '/api/pause', { body: {}, token })).status).toBe(403)
  await stage.ask('POST', '/api/pause', { body: {} })
  await push('fourth', 'shop', 'blog')
  await pass()
  expect([argsOf('shop'), argsOf('blog')]).toEqual([['third'], ['second']])
  const { body } = await stage.ask('GET', '/api/stacks')
  expect(body.paused).toMatchObject({ by: 'admin' })
  expect((await stage.ask('POST', '/api/stacks/blog/sync')).body.remedy).toContain('kesako resume,')
  await stage.ask('POST', '/api/resume')
  await vi.waitFor(
    () => expect([argsOf('shop'), argsOf('blog')]).toEqual([['fourth'], ['fourth']]),
    {
      timeout: 20_000,
    },
  )
})

it('a stack is paused and resumed only by who may change it', async () => {
  const token = await stage.token('deployer', ['blog'])
  for (const verb of ['pause', 'resume']) {
    const answer = await stage.ask('POST', `/api/stacks/shop/${verb}`, { body: {}, token })
    expect(answer.body.code).toBe('stack-not-yours')
  }
  expect((await stage.ask('GET', '/api/pauses')).body).toEqual({ pauses: [] })
})

it('a stack that nobody knows can’t be paused', async () => {
  expect((await stage.ask('POST', '/api/stacks/none/pause', { body: {} })).status).toBe(404)
})
