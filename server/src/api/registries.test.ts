import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

const PASSWORD = 'correct horse battery'

beforeAll(async () => {
  stage = await openStage({
    dockerCredentials: {
      find: () => Promise.resolve(undefined),
      savedAt: () => undefined,
      registries: () => ['docker.io', 'r.io:5000'],
    },
  })
})
afterAll(() => stage[Symbol.asyncDispose]())

const save = (host: string, body: object, token?: string): ReturnType<Stage['ask']> =>
  stage.ask('PUT', `/api/registries/${encodeURIComponent(host)}`, {
    body: { username: 'ana', password: PASSWORD, ...body },
    ...(token === undefined ? {} : { token }),
  })
const list = async (): Promise<unknown> =>
  (await stage.ask('GET', '/api/registries')).body.registries
const logIns = (): readonly unknown[] =>
  stage.engine.requests.filter(({ path }) => path === '/auth').map(({ body }) => body)

it('only an admin sees and saves them', async () => {
  const token = await stage.token('deployer')
  expect(await stage.ask('GET', '/api/registries', { token })).toMatchObject({ status: 403 })
  expect(await save('r.io:5000', {}, token)).toMatchObject({ status: 403 })
  expect(await stage.ask('DELETE', '/api/registries/r.io', { token })).toMatchObject({
    status: 403,
  })
  expect(logIns()).toEqual([])
})

it('saves after a log-in by the engine, and never shows what is secret', async () => {
  const answer = await save('https://R.io:5000/v2/', {})
  const saved = { registry: 'r.io:5000', source: 'state', username: 'ana', savedBy: 'admin' }
  expect(answer).toMatchObject({
    status: 200,
    body: { ...saved, check: 'The registry answered: Login Succeeded.' },
  })
  expect(logIns()).toEqual([{ username: 'ana', password: PASSWORD, serveraddress: 'r.io:5000' }])
  expect(await list()).toMatchObject([saved, { registry: 'docker.io', source: 'docker-config' }])
  expect(answer.text + JSON.stringify(await list())).not.toContain('horse')
})

it('saves nothing that the registry refuses, unless it isn’t asked', async () => {
  const refused = await save('s.io', { password: 'wrong' })
  expect(refused).toMatchObject({
    status: 422,
    body: {
      code: 'registry-denied',
      detail: expect.stringContaining('failed with status: 401 Unauthorized'),
      remedy: expect.stringContaining('Nothing was saved.'),
    },
  })
  expect(await save('down.io', {})).toMatchObject({
    status: 502,
    body: { code: 'registry-unreachable' },
  })
  expect(JSON.stringify(await list())).not.toMatch(/s\.io|down/)
  const asked = logIns().length
  expect(await save('down.io', { check: false })).toMatchObject({
    body: { check: 'It was not checked.' },
  })
  expect(logIns()).toHaveLength(asked)
})

it.each([
  ['-x', {}],
  ['a b', {}],
  ['ana:word@r.io', {}],
  ['r.io', { username: '' }],
  ['r.io', { username: 'a:b' }],
  ['r.io', { username: 'a\nb' }],
  ['r.io', { password: '' }],
  ['r.io', { password: 7 }],
  ['r.io', { email: 'ana@example.org' }],
])('refuses %s with %j', async (host, body) => {
  expect(await save(host, body)).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
})

it('sends them with the services of that registry, and with no other', async () => {
  const yaml = `services:
  web: {image: 'r.io:5000/web:1'}
  other: {image: 'q.io/web:1'}
`
  await stage.ask('POST', '/api/stacks', { body: { name: 'shop', compose: yaml } })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
  const auth = { username: 'ana', password: PASSWORD, serveraddress: 'r.io:5000' }
  expect(sentTo('/distribution/q.io')).toEqual([undefined])
  expect(sentTo('/distribution/r.io')).toEqual([auth])
  const created = stage.engine.requests.filter(({ path }) => path === '/services/create')
  expect(
    created.map(({ body, headers }) => [body, decoded(headers['x-registry-auth'])]),
  ).toMatchObject([
    [{ Name: 'shop_other' }, undefined],
    [{ Name: 'shop_web' }, auth],
  ])
})

it('keeps what the registry gave in place of the password', async () => {
  await save('robots.io', { username: 'robot' })
  expect(await stage.state.registries.find('robots.io')).toEqual({
    identitytoken: 'identity of the robot',
    serveraddress: 'robots.io',
  })
})

it('forgets them', async () => {
  expect(await stage.ask('DELETE', '/api/registries/r.io%3A5000')).toMatchObject({ status: 204 })
  expect(await stage.ask('DELETE', '/api/registries/r.io%3A5000')).toMatchObject({
    status: 404,
    body: { code: 'registry-unknown' },
  })
  expect(await stage.state.registries.find('r.io:5000')).toBeUndefined()
  expect(await list()).toContainEqual({ registry: 'r.io:5000', source: 'docker-config' })
})

it('nothing secret is in the log, the journal or the state folder', async () => {
  const names = ['tokens.json', 'registries.json', 'registry-key']
  const files = names.map((name) => readFile(join(stage.folder, 'state', name), 'utf8'))
  const journal = await stage.ask('GET', '/api/deployments')
  const all = [...stage.log, ...(await Promise.all(files)), journal.text].join('\n')
  expect(all).toContain('registry saved')
  expect(all).not.toContain('horse')
  expect(all).not.toContain(Buffer.from(PASSWORD).toString('hex'))
  expect(all).not.toContain('identity of the robot')
})

/** The different credentials that requests to such a path bore. */
function sentTo(path: string): readonly unknown[] {
  const headers = stage.engine.requests
    .filter((request) => request.path.startsWith(path))
    .map((request) => request.headers['x-registry-auth'])
  return [...new Set(headers)].map(decoded)
}

function decoded(header: string | readonly string[] | undefined): unknown {
  return header === undefined
    ? undefined
    : JSON.parse(Buffer.from(String(header), 'base64url').toString('utf8'))
}
