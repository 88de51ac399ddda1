import { HistoryPage, RollbackAnswer } from '@kesako/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { git } from '../../../e2e/lab/index.ts'
import { type Answered, openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

const compose = (command: string, more = ''): string => `services:
  web:
    image: kesako-lab:1 # moves
    command: [${command}]
    env_file: [common.env]
    environment: [REGION]
x-kesako:
  selfHeal: true
${more}`

let first = ''

beforeAll(async () => {
  stage = await openStage()
  await stage.push({
    'common.env': 'LEVEL=1\n',
    'docker-compose-shop.yml': compose('work'),
    'docker-compose-mail.yml': compose('work'),
  })
  await settled()
  first = await head()
  await stage.push({ 'docker-compose-shop.yml': compose('serve'), 'common.env': 'LEVEL=2\n' })
  await stage.push({ 'README.md': 'Not an input.\n', 'stack-shop.json': '{ "enabled": true }\n' })
  await settled()
})
afterAll(() => stage[Symbol.asyncDispose]())

const settled = (): Promise<Answered> => stage.ask('POST', '/api/sync?wait=true', { body: {} })
const head = async (): Promise<string> =>
  (await git(stage.repository.path, ['rev-parse', 'main'])).trim()
const rollback = (body: unknown, query = '', name = 'shop'): Promise<Answered> =>
  stage.ask('POST', `/api/stacks/${name}/rollback${query}`, { body })
const specOf = (name: string) =>
  [...stage.engine.swarm.services.values()].find(({ Spec }) => Spec.Name === name)?.Spec
    .TaskTemplate.ContainerSpec

it('shows commits of the inputs with their deployments, in pages', async () => {
  const { body } = await stage.ask('GET', '/api/stacks/shop/history')
  const page = HistoryPage.parse(body)
  expect(page.entries).toHaveLength(3)
  expect(page.detached).toEqual([])
  const [newest, , oldest] = page.entries
  expect(oldest?.commit.revision).toBe(first)
  expect(oldest?.deployments).toMatchObject([{ stack: 'shop', end: { outcome: 'deployed' } }])
  expect(newest?.deployments.length).toBeGreaterThan(0)
  const paged = []
  for (let offset: number | undefined = 0; offset !== undefined;) {
    const at = `limit=1&offset=${offset}&revision=${page.revision}`
    const next = HistoryPage.parse((await stage.ask('GET', `/api/stacks/shop/history?${at}`)).body)
    paged.push(...next.entries)
    offset = next.nextOffset
  }
  expect(paged).toEqual(page.entries)
})

it('says in a dry run what moves, what is shared and what Git can not bring back', async () => {
  const { status, body } = await rollback({ revision: first.slice(0, 10) }, '?dryRun=true')
  expect(status).toBe(200)
  expect(RollbackAnswer.parse(body)).toMatchObject({
    committed: false,
    to: first,
    files: [
      { path: 'docker-compose-shop.yml', content: compose('work') },
      { path: 'stack-shop.json', content: null },
    ],
    shared: [{ path: 'common.env', stacks: ['mail'], restored: false }],
    moves: [],
    movingImages: [{ service: 'web', image: 'kesako-lab:1', pinned: false }],
    plan: { empty: false },
  })
  const with_ = await rollback({ revision: first, includeShared: true }, '?dryRun=true')
  expect(with_.body).toMatchObject({
    shared: [{ path: 'common.env', restored: true }],
    moves: [{ stack: 'mail', plan: { empty: false } }],
  })
})

it('goes back by a commit, with self-heal on, and leaves the other stack alone', async () => {
  const mail = specOf('mail_web')
  const { body } = await rollback({ revision: first }, '?wait=true')
  expect(body).toMatchObject({
    committed: true,
    deployment: { revision: body.revision, end: { outcome: 'deployed' } },
  })
  expect(await git(stage.repository.path, ['log', '-1', '--format=%(trailers)', 'main'])).toContain(
    `Kesako-Action: rollback\nKesako-Stack: shop\nKesako-Actor: admin (api)\nKesako-Revision: ${first}`,
  )
  await settled()
  expect(specOf('shop_web')).toMatchObject({ Args: ['work'], Env: ['LEVEL=2', 'REGION'] })
  expect(specOf('mail_web')).toEqual(mail)
  expect((await rollback({ revision: first })).body.committed).toBe(false)
})

it('pins the digests that ran, where the journal has them', async () => {
  const spy = vi.spyOn(stage.repository.journal, 'history')
  const image = `kesako-lab:1@sha256:${'ab'.repeat(32)}`
  const real = await stage.repository.journal.history('shop', 50)
  spy.mockResolvedValueOnce(
    real.map((one) =>
      one.end?.outcome === 'deployed' && one.revision === first
        ? { ...one, end: { ...one.end, images: { shop_web: image } } }
        : one,
    ),
  )
  const { body } = await rollback({ revision: first, pin: true }, '?dryRun=true')
  spy.mockRestore()
  expect(body.movingImages).toEqual([
    { service: 'web', image: 'kesako-lab:1', ran: image, pinned: true },
  ])
  expect(body.files).toEqual([
    {
      path: 'docker-compose-shop.yml',
      content: compose('work').replace('kesako-lab:1', image),
    },
  ])
})

it('records the images of a deployment', async () => {
  const [newest] = await stage.repository.journal.history('shop', 1)
  expect(newest?.end?.images).toEqual({ shop_web: expect.stringMatching(/^kesako-lab:1/) })
})

it.each([
  ['no revision', { revision: 'ffffffffffff' }, 404, 'revision-unknown'],
  ['an option in place of one', { revision: '--all' }, 400, 'request-invalid'],
])('refuses %s', async (_name, body, status, code) => {
  expect(await rollback(body)).toMatchObject({ status, body: { code } })
})

it('refuses a revision where the stack was not there, or not well', async () => {
  await stage.push({ 'docker-compose-late.yml': compose('work') })
  expect((await rollback({ revision: first }, '', 'late')).body.code).toBe('rollback-refused')
  expect((await rollback({ revision: first }, '', 'nothing')).body.code).toBe('rollback-refused')
})

it('brings a deleted stack back', async () => {
  await stage.push({ 'docker-compose-late.yml': null })
  await settled()
  const page = (await stage.ask('GET', '/api/stacks/late/history')).body
  expect(page.entries).toHaveLength(2)
  const { body } = await rollback(
    { revision: page.entries[1].commit.revision },
    '?wait=true',
    'late',
  )
  expect(body).toMatchObject({ committed: true, deployment: { end: { outcome: 'deployed' } } })
})
