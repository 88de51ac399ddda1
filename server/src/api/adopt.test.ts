import { AdoptAnswer } from '@kesako/contract'
import { connectEngine, type Engine } from '@kesako/engine'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage
let engine: Engine

/** As another tool would: no label of ours. */
async function deployed(stack: string, more: object = {}): Promise<void> {
  const labels = { 'com.docker.stack.namespace': stack }
  const network = await engine.createNetwork({
    Name: `${stack}_default`,
    Driver: 'overlay',
    Scope: '',
    IPAM: null,
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: null,
    Labels: labels,
  })
  await engine.createService({
    Name: `${stack}_web`,
    Labels: { ...labels, 'com.docker.stack.image': 'kesako-lab:1' },
    TaskTemplate: {
      ContainerSpec: { Image: 'kesako-lab:1', Labels: labels, Args: ['work'], ...more },
      Resources: {},
      Placement: {},
      Networks: [{ Target: network, Aliases: ['web'] }],
      ForceUpdate: 0,
    },
    Mode: { Replicated: { Replicas: 2 } },
    EndpointSpec: {},
  })
}

beforeAll(async () => {
  stage = await openStage()
  engine = connectEngine({ host: stage.engine.host })
  await deployed('shop')
  await deployed('mail')
  await deployed('lossy', { Groups: ['audio'] })
})
afterAll(async () => {
  engine.close()
  await stage[Symbol.asyncDispose]()
})

it('is for admins: what runs may hold secrets that Git does not', async () => {
  const token = await stage.token('deployer')
  expect(await stage.ask('POST', '/api/adopt', { token, body: {} })).toMatchObject({
    status: 403,
    body: { code: 'role-missing' },
  })
})

it('shows files and plan first, and commits nothing then', async () => {
  const { status, body } = await stage.ask('POST', '/api/stacks/shop/adopt?dryRun=true', {
    body: {},
  })
  expect(status).toBe(200)
  expect(AdoptAnswer.parse(body)).toMatchObject({
    committed: false,
    stacks: [
      {
        stack: 'shop',
        files: [{ path: 'docker-compose-shop.yml', text: expect.stringContaining('replicas: 2') }],
        losses: [],
        plan: {
          changes: [{ action: 'update', name: 'shop_web', restart: { restarts: false } }],
        },
      },
    ],
    left: [],
  })
  expect(await stage.repository.head()).toEqual({ kind: 'no-branch' })
})

it('commits all at once in the name of the token, leaves what would lose something, and deploys', async () => {
  const before = await engine.tasks()
  const { body } = await stage.ask('POST', '/api/adopt', { body: {} })
  const answer = AdoptAnswer.parse(body)
  expect(answer.stacks.map(({ stack }) => stack)).toEqual(['mail', 'shop'])
  expect(answer.left).toMatchObject([
    {
      stack: 'lossy',
      code: 'loses',
      losses: [{ name: 'lossy_web', field: 'TaskTemplate.ContainerSpec.Groups', value: ['audio'] }],
    },
  ])
  expect(await stage.repository.commitInfo(answer.revision ?? '')).toMatchObject({
    author: 'admin',
    subject: 'Adopt the stacks mail, shop',
  })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
  expect((await stage.ask('GET', '/api/stacks/shop')).body).toMatchObject({
    managed: true,
    sync: 'synced',
  })
  const ids = async (tasks: Awaited<ReturnType<Engine['tasks']>>) => tasks.map(({ id }) => id)
  expect(await ids(await engine.tasks())).toEqual(await ids(before))
})

it('refuses what is there already, and what is nowhere', async () => {
  const adopt = (stack: string) => stage.ask('POST', `/api/stacks/${stack}/adopt`, { body: {} })
  expect(await adopt('shop')).toMatchObject({ status: 409, body: { code: 'stack-exists' } })
  expect(await adopt('nowhere')).toMatchObject({ status: 404, body: { code: 'stack-unknown' } })
})

it('leaves a stack where the repository has a file of no stack', async () => {
  await deployed('wiki')
  await engine.createConfig({
    Name: 'wiki_page',
    Labels: { 'com.docker.stack.namespace': 'wiki' },
    Data: 'eA==',
  })
  await stage.push({ 'stacks/wiki/configs/page': 'mine' })
  const { body } = await stage.ask('POST', '/api/stacks/wiki/adopt', { body: {} })
  expect(body).toMatchObject({ committed: false, left: [{ stack: 'wiki', code: 'file-exists' }] })
})
