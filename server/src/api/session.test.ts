import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

async function secretOfLink(): Promise<string> {
  const link = new URL(await stage.server.loginLink())
  return link.hash.replace('#login=', '')
}

async function login(
  secret: string,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<Stage['ask']> {
  return stage.ask('POST', '/api/login', { token: null, body: { secret }, headers })
}

function cookieOf(answer: { readonly headers: Headers }): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const origin = (): string => stage.server.url

it('a login link logs in once, by a cookie that scripts and other sites do not get', async () => {
  const secret = await secretOfLink()
  const first = await login(secret, { origin: origin() })
  expect(first.status).toBe(200)
  expect(first.body).toMatchObject({
    name: 'admin',
    role: 'admin',
    branch: 'main',
    gitUrl: stage.server.gitUrl,
  })
  expect(first.headers.get('set-cookie')).toMatch(
    /^kesako_session_\d+=ksk_[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=86400$/,
  )
  const session = await stage.ask('GET', '/api/session', {
    token: null,
    headers: { cookie: cookieOf(first) },
  })
  expect(session.body.name).toBe('admin')
  expect(await login(secret)).toMatchObject({ status: 401, body: { code: 'login-invalid' } })
})

it('a token logs in too, with its own role, and its session ends with it', async () => {
  const made = await stage.ask('POST', '/api/tokens', { body: { name: 'ana', role: 'deployer' } })
  expect(made.status).toBe(201)
  const opened = await login(made.body.secret)
  expect(opened.body).toMatchObject({ name: 'ana', role: 'deployer' })
  const request = { token: null, headers: { cookie: cookieOf(opened) } }
  expect((await stage.ask('GET', '/api/session', request)).status).toBe(200)
  expect((await stage.ask('DELETE', `/api/tokens/${made.body.id}`)).status).toBe(204)
  expect((await stage.ask('GET', '/api/session', request)).body.code).toBe('credential-invalid')
})

it('logging out ends the session', async () => {
  const cookie = cookieOf(await login(await secretOfLink()))
  const left = await stage.ask('POST', '/api/logout', {
    token: null,
    headers: { cookie, origin: origin() },
  })
  expect(left.status).toBe(204)
  expect(left.headers.get('set-cookie')).toContain('Max-Age=0')
  expect(
    (await stage.ask('GET', '/api/session', { token: null, headers: { cookie } })).status,
  ).toBe(401)
})

it('a write by cookie needs our own origin', async () => {
  const cookie = cookieOf(await login(await secretOfLink()))
  const write = (headers: Readonly<Record<string, string>>): ReturnType<Stage['ask']> =>
    stage.ask('POST', '/api/sync', { token: null, body: {}, headers: { cookie, ...headers } })
  expect((await write({})).body.code).toBe('origin-not-allowed')
  expect((await write({ origin: 'http://evil.example' })).body.code).toBe('origin-not-allowed')
  expect((await write({ origin: 'null' })).body.code).toBe('origin-not-allowed')
  expect((await write({ origin: origin() })).status).toBe(202)
})

it('another page can neither log in nor use the cookie as a token', async () => {
  expect((await login(await secretOfLink(), { origin: 'http://evil.example' })).status).toBe(403)
  const cookie = cookieOf(await login(await secretOfLink()))
  const secret = cookie.split('=')[1] ?? ''
  expect((await stage.ask('GET', '/api/session', { token: secret })).status).toBe(401)
  const asCookie = { cookie: cookie.replace(secret, stage.adminToken) }
  expect((await stage.ask('GET', '/api/session', { token: null, headers: asCookie })).status).toBe(
    401,
  )
})

it('a link made by a token ends with it', async () => {
  const made = await stage.ask('POST', '/api/tokens', { body: { name: 'leaver', role: 'admin' } })
  const link = await stage.ask('POST', '/api/login-links', { token: made.body.secret })
  await stage.ask('DELETE', `/api/tokens/${made.body.id}`)
  const opened = await login(new URL(link.body.url).hash.replace('#login=', ''))
  expect(opened).toMatchObject({ status: 401, body: { code: 'login-invalid' } })
})

it('a link made by a token logs in as its maker', async () => {
  const link = await stage.ask('POST', '/api/login-links', { token: await stage.token('viewer') })
  expect(link.status).toBe(201)
  const opened = await login(new URL(link.body.url).hash.replace('#login=', ''))
  expect(opened.body.role).toBe('viewer')
})

it.each([
  ['GET', '/api/stacks'],
  ['GET', '/api/events'],
  ['GET', '/api/openapi.json'],
  ['GET', '/metrics'],
  ['POST', '/api/sync'],
  ['GET', '/git/stacks.git/info/refs?service=git-upload-pack'],
])('%s %s answers nothing without a credential', async (method, path) => {
  const answer = await stage.ask(method, path, { token: null })
  expect(answer).toMatchObject({
    status: 401,
    body: { code: 'not-authenticated', type: 'urn:kesako:problem:not-authenticated' },
  })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
})

it('each role does what it may, and is told what it lacks', async () => {
  const [viewer, deployer] = [await stage.token('viewer'), await stage.token('deployer')]
  expect((await stage.ask('GET', '/api/stacks', { token: viewer })).status).toBe(200)
  expect(await stage.ask('POST', '/api/sync', { token: viewer, body: {} })).toMatchObject({
    status: 403,
    body: { code: 'role-missing', detail: expect.stringContaining('this needs deployer') },
  })
  expect((await stage.ask('POST', '/api/sync', { token: deployer, body: {} })).status).toBe(202)
  expect((await stage.ask('GET', '/api/tokens', { token: deployer })).status).toBe(403)
})

it('a token is shown once', async () => {
  const { body } = await stage.ask('POST', '/api/tokens', {
    body: { name: 'once', role: 'viewer' },
  })
  const list = await stage.ask('GET', '/api/tokens')
  expect(list.text).toContain('"once"')
  expect(list.text).not.toContain(body.secret)
  const again = await stage.ask('POST', '/api/tokens', { body: { name: 'once', role: 'viewer' } })
  expect(again.body.code).toBe('token-exists')
})

it('guessing is slowed down, and the right token still gets in', async () => {
  await using other = await openStage()
  const wrong = { token: `ksk_${'0'.repeat(64)}` }
  const answers = []
  for (let count = 0; count < 12; count++)
    answers.push(await other.ask('GET', '/api/session', wrong))
  expect(answers.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 10 }, () => 401),
    429,
    429,
  ])
  expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await other.ask('GET', '/api/session')).status).toBe(200)
})

it('no secret is in the log', async () => {
  const secret = await secretOfLink()
  await stage.ask('GET', `/api/stacks?token=${secret}`, { token: secret })
  const text = stage.log.join('')
  expect(text).toContain('"path":"/api/stacks"')
  expect(text).not.toMatch(/ksk_[0-9a-f]{8}/)
})
