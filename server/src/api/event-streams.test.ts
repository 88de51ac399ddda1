import { EventView } from '@kesako/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { composeFile } from '../../testing/compose.ts'
import { openStage, type Stage } from '../../testing/stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Reads events until one of that type. */
async function eventsUntil(
  type: string,
  begin: () => Promise<unknown>,
): Promise<readonly EventView[]> {
  const ending = new AbortController()
  const response = await fetch(`${stage.server.url}/api/events`, {
    headers: { authorization: `Bearer ${stage.adminToken}` },
    signal: ending.signal,
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = (response.body ?? new ReadableStream())
    .pipeThrough(new TextDecoderStream())
    .getReader()
  const begun = begin()
  const events: EventView[] = []
  let rest = ''
  while (!events.some((event) => event.type === type)) {
    const { value, done } = await reader.read()
    if (done) break
    const messages = `${rest}${value}`.split('\n\n')
    rest = messages.pop() ?? ''
    events.push(
      ...messages.map((message) => EventView.parse(JSON.parse(message.replace('data: ', '')))),
    )
  }
  await begun
  ending.abort()
  return events
}

it('says hello, then what happens, in the shape of the contract', async () => {
  const events = await eventsUntil('pass-ended', () =>
    stage.ask('POST', '/api/stacks', { body: { name: 'shop', compose: composeFile() } }),
  )
  expect(events[0]).toMatchObject({ type: 'hello', version: '0.1.0-test' })
  const types = events.map(({ type }) => type)
  expect(types).toContain('deployment-started')
  expect(types).toContain('deployment-ended')
})

it('a listener that left is forgotten', async () => {
  await eventsUntil('hello', () => Promise.resolve())
  await expect
    .poll(async () => (await stage.ask('GET', '/metrics')).text, { timeout: 10_000 })
    .toContain('kesako_event_listeners 0')
})

it('asking for the headers alone opens no stream', async () => {
  expect((await stage.ask('HEAD', '/api/events')).status).toBe(200)
  const { text } = await stage.ask('GET', '/metrics')
  expect(text).toContain('kesako_event_listeners 0')
})

it('streams end when the server closes', async () => {
  await using other = await openStage()
  const response = await fetch(`${other.server.url}/api/events`, {
    headers: { authorization: `Bearer ${other.adminToken}` },
  })
  const closing = other.server.close()
  expect(await response.text()).toContain('"type":"hello"')
  await closing
})
