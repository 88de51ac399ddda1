import { DifferenceView, LogEvent, StackList, VariableList } from '@kesako/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { type Answered, openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
  await stage.push({
    'docker-compose-shop.yml': composeFile('${WORD:-work}'),
    'docker-compose-mail.yml': composeFile(),
    'stack-shop.json': '{ "env": { "WORD": "serve" } }',
  })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
})
afterAll(() => stage[Symbol.asyncDispose]())

const get = (path: string, headers: Record<string, string> = {}): Promise<Answered> =>
  stage.ask('GET', `/api/stacks${path}`, { headers })
const eventsOf = (text: string): readonly LogEvent[] =>
  text
    .split('\n\n')
    .filter((one) => one !== '')
    .map((one) => LogEvent.parse(JSON.parse(one.replace(/^data: /, ''))))

it('says where variables come from, and no value', async () => {
  const { body, text } = await get('/shop/variables')
  expect(VariableList.parse(body).variables).toEqual([
    { name: 'WORD', from: 'settings', path: 'stack-shop.json' },
  ])
  expect(text).not.toContain('serve')
  expect((await get('/nothing/variables')).body.code).toBe('stack-unknown')
})

it('shows drift field by field', async () => {
  expect(DifferenceView.parse((await get('/shop/diff')).body)).toMatchObject({
    sync: 'synced',
    changes: [],
  })
  await stage.push({ 'docker-compose-shop.yml': composeFile('fail') })
  await stage.push({ 'docker-compose-shop.yml': composeFile('${WORD:-work}') })
  await stage.ask('POST', '/api/sync?wait=true', { body: {} })
  expect((await get('/nothing/diff')).body.code).toBe('stack-unknown')
})

it('streams the logs of services, to their end', async () => {
  const { headers, text } = await get('/shop/logs?tail=5')
  expect(headers.get('content-type')).toContain('text/event-stream')
  expect(eventsOf(text).at(-1)).toEqual({ type: 'end' })
  expect((await get('/shop/logs?service=nothing')).body).toMatchObject({
    code: 'service-unknown',
    remedy: 'Its services are web.',
  })
  expect((await get('/nothing/logs')).body.code).toBe('stack-unknown')
  expect((await get('/shop/logs?tail=5001')).body.code).toBe('request-invalid')
})

it.each([
  ['', ['mail', 'shop']],
  ['?q=sho', ['shop']],
  ['?sync=synced,drifted', ['mail', 'shop']],
  ['?sync=drifted', []],
  ['?managed=false', []],
  ['?limit=1&offset=1', ['shop']],
])('lists what %s asks for', async (query, names) => {
  const { body } = await get(query)
  expect(StackList.parse(body).stacks.map(({ name }) => name)).toEqual(names)
})

it('answers 304 while nothing changed', async () => {
  const first = await get('?fields=name,sync')
  expect(first.body.stacks[0]).toEqual({ name: 'mail', sync: 'synced' })
  const etag = first.headers.get('etag') ?? ''
  const second = await get('?fields=name,sync', { 'if-none-match': etag })
  expect(second).toMatchObject({ status: 304, text: '' })
  expect((await get('?fields=name', { 'if-none-match': etag })).status).toBe(200)
})

it.each(['?sync=well', '?limit=0', '?fields=../x', '?managed=maybe'])(
  'refuses %s',
  async (query) => {
    expect(await get(query)).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
  },
)
