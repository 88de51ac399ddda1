import { request, type IncomingMessage } from 'node:http'
import { allows, problemsOf, routePath, routes, type Role, type Route } from '@kesako/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askRoute, type RouteAnswer } from '../../testing/ask-route.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const all: readonly (readonly [string, Route])[] = Object.entries(routes)
const guarded = all.filter(([, { role }]) => role !== 'none')
const DAY_MS = 24 * 60 * 60 * 1000

let stage: Stage
let now = Date.now() - 2 * DAY_MS
const bearer = new Map<string, string>()
let cookie: string

beforeAll(async () => {
  stage = await openStage({}, undefined, () => now)
  const expired = await stage.state.tokens.create({ name: 'x', role: 'admin', expiresInDays: 1 })
  bearer.set('expired', expired?.secret ?? '')
  now = Date.now()
  const revoked = await stage.state.tokens.create({ name: 'y', role: 'admin' })
  bearer.set('revoked', revoked?.secret ?? '')
  await stage.state.tokens.remove(revoked?.id ?? '')
  bearer.set('wrong', `ksk_${'0'.repeat(64)}`)
  bearer.set('viewer', await stage.token('viewer'))
  bearer.set('deployer', await stage.token('deployer'))
  bearer.set('other team', await stage.token('deployer', ['other-*']))
  bearer.set('admin', stage.adminToken)
  const session = await stage.state.tokens.openSession({ name: 'admin', role: 'admin' })
  cookie = `kesako_session_${new URL(stage.server.url).port}=${session?.secret}`
})
afterAll(() => stage[Symbol.asyncDispose]())

function ask(route: Route, who: string): Promise<RouteAnswer> {
  const secret = bearer.get(who)
  const headers = secret === undefined ? {} : { authorization: `Bearer ${secret}` }
  return askRoute(stage.server.url, route, { headers })
}

/** Past credential, role and ownership, whatever the route found then. */
const letIn = (code: string | undefined): string =>
  ['not-authenticated', 'credential-invalid', 'role-missing', 'stack-not-yours'].find(
    (refusal) => refusal === code,
  ) ?? 'let in'

function expected(route: Route, role: Role, own: boolean): string {
  if (route.role !== 'none' && !allows(role, route.role)) return 'role-missing'
  const scoped = route.role === 'deployer' && route.path.startsWith('/api/stacks/:name')
  return scoped && !own ? 'stack-not-yours' : 'let in'
}

describe.each(all)('%s', (_id, route) => {
  it('lets in whom the table names', async () => {
    const roles = { viewer: 'viewer', deployer: 'deployer', admin: 'admin' } as const
    for (const [who, role] of Object.entries(roles)) {
      const { code } = await ask(route, who)
      expect([who, letIn(code)]).toEqual([who, expected(route, role, true)])
    }
  })

  it('tells in its document of every refusal', () => {
    const known = problemsOf(route)
    expect(known).toEqual(expect.arrayContaining(['internal-error']))
    expect(route.role === 'none' || known.includes('role-missing')).toBe(true)
  })
})

describe.each(guarded)('%s', (_id, route) => {
  it('answers nobody without a good credential', async () => {
    expect((await ask(route, 'nobody')).code).toBe('not-authenticated')
    for (const who of ['wrong', 'expired', 'revoked']) {
      const { code, status } = await ask(route, who)
      expect([who, status]).toEqual([who, code === 'too-many-attempts' ? 429 : 401])
    }
  })

  it('takes no cookie of another page for a write', async () => {
    const headers = { cookie, origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
    const { code } = await askRoute(stage.server.url, route, { headers })
    expect(code === 'origin-not-allowed').toBe(route.method !== 'GET')
  })
})

/** A request under another name, which fetch doesn't send. */
function underName(route: Route, host: string): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const url = `${stage.server.url}${routePath(route, route.example.params)}`
  const headers = { host, authorization: `Bearer ${stage.adminToken}` }
  const sent = request(url, { method: route.method, headers }, (answer) => {
    answer.resume()
    resolve(answer)
  })
  sent.on('error', reject)
  sent.end()
  return promise
}

it.each(all)(
  '%s answers under no foreign name, and with the headers of all answers',
  async (_id, route) => {
    const { statusCode, headers } = await underName(route, 'rebound.example')
    expect(statusCode).toBe(421)
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  },
)

const scoped = guarded.filter(
  ([, { role, path }]) => role === 'deployer' && path.startsWith('/api/stacks/:name'),
)

it.each(scoped)('%s is not for a deployer of other stacks', async (_id, route) => {
  expect(await ask(route, 'other team')).toEqual({ status: 403, code: 'stack-not-yours' })
})

it.each([
  ['POST', '/api/stacks', { name: 'mail', compose: 'services: {web: {image: "w:1"}}' }],
  ['POST', '/api/stacks?dryRun=true', { name: 'mail', compose: 'services: {web: {image: "w:1"}}' }],
  ['POST', '/api/sync', {}],
  ['POST', '/api/sync', { stacks: ['other-a', 'mail'] }],
  ['POST', '/api/sync', { stacks: ['other-a'], confirmRemovals: true }],
])('%s %s %j is not theirs either', async (method, path, body) => {
  const answer = await stage.ask(method, path, { token: bearer.get('other team') ?? '', body })
  expect(answer).toMatchObject({ status: 403, body: { code: 'stack-not-yours' } })
})

it('writes of own stacks are theirs, and the manifest policy is above them', async () => {
  const token = bearer.get('other team') ?? ''
  const create = (name: string, line: string): ReturnType<Stage['ask']> =>
    stage.ask('POST', '/api/stacks', {
      token,
      body: { name, compose: `services:\n  web:\n    image: w:1\n    ${line}\n` },
    })
  expect((await create('other-a', 'read_only: true')).status).toBe(201)
  expect(await create('other-b', 'cap_add: [SYS_ADMIN]')).toMatchObject({
    status: 403,
    body: {
      code: 'manifest-forbidden',
      remedy: expect.stringContaining('manifestPolicy.allow.capabilities'),
      problems: [
        {
          code: 'manifest-capability',
          place: { file: 'docker-compose-other-b.yml', line: 4, column: 14 },
        },
      ],
    },
  })
})
