import { routes, type Route } from '@kesako/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { askRoute, type RouteCall } from '../../testing/ask-route.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const all: readonly (readonly [string, Route])[] = Object.entries(routes)
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

function status(route: Route, call: RouteCall): Promise<number> {
  const headers = { authorization: `Bearer ${stage.adminToken}` }
  return askRoute(stage.server.url, route, { ...call, headers }).then((answer) => answer.status)
}

const withBody = all.filter(([, { body }]) => body !== undefined)

describe.each(withBody)('the body of %s', (_id, route) => {
  it('is bounded', async () => {
    const most = route.maxBodyBytes ?? 1024 * 1024
    expect(await status(route, { body: `{"a": "${'x'.repeat(most)}"}` })).toBe(413)
  })

  it.each(['[]', '"text"', '7', 'null', '{', '{"unknown-key": 1}', '\u0000'])(
    'is not %j',
    async (body) => {
      expect(await status(route, { body })).toBe(400)
    },
  )

  it('may be nested deep without harm', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    for (const body of [deep, `{"unknown-key": ${deep}}`, ...deepFields(route, deep)]) {
      expect(await status(route, { body })).toBe(400)
    }
  })
})

/** The example with each of its values replaced. */
function deepFields({ example }: Route, deep: string): readonly string[] {
  const { body } = example
  if (typeof body !== 'object' || body === null) return []
  return Object.keys(body).map((key) =>
    JSON.stringify({ ...body, [key]: 'DEEP' }).replace('"DEEP"', deep),
  )
}

const withParams = all.filter(([, { params }]) => params !== undefined)

it.each(withParams)('the parameters of %s are bounded', async (_id, route) => {
  const names = Object.keys(route.example.params ?? {})
  for (const value of ['x'.repeat(5000), '../../etc/passwd\u0000']) {
    const params = Object.fromEntries(names.map((name) => [name, value]))
    expect([400, 404, 405]).toContain(await status(route, { params }))
  }
})

const withQuery = all.filter(([, { query }]) => query !== undefined)

it.each(withQuery)('the query of %s is bounded', async (_id, route) => {
  for (const name of Object.keys(route.query?.shape ?? {})) {
    const query = { ...route.example.query, [name]: 'x'.repeat(5000) }
    expect(await status(route, { query })).toBe(400)
  }
})
