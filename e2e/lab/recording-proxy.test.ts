import { createServer, request, type Server } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askEngine, engineTarget, tryEngine } from './engine-request.ts'
import { recordingProxy, type RecordingProxy } from './recording-proxy.ts'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'

/** Stands where the engine stands: says what it got, so that a test sees what the proxy let through. */
let engine: Server
let seen: string[]
let folder: TemporaryFolder
let proxy: RecordingProxy

beforeEach(async () => {
  seen = []
  folder = await temporaryFolder()
  engine = createServer((incoming, answer) => {
    seen.push(`${incoming.method} ${incoming.url}`)
    if (incoming.url === '/events') {
      answer.write('{"event":1}\n')
      setTimeout(() => answer.write('{"event":2}\n'), 50)
      return
    }
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      answer.setHeader('content-type', 'application/json')
      answer.end(JSON.stringify({ bytes: Buffer.concat(chunks).length }))
    })
  })
  const socketPath = join(folder.path, 'engine.sock')
  await new Promise<void>((resolve) => engine.listen(socketPath, resolve))
  proxy = await recordingProxy(`unix://${socketPath}`)
})

afterEach(async () => {
  await proxy.close()
  engine.closeAllConnections()
  engine.close()
  await folder.remove()
})

test('records method, path without version, query and JSON body, and passes all of it on', async () => {
  const answer = await askEngine(proxy.host, 'POST', '/v1.41/services/create?a=b%20c', {
    Name: 'é',
  })
  expect(answer).toEqual({ bytes: 13 })
  expect(seen).toEqual(['POST /v1.41/services/create?a=b%20c'])
  expect(proxy.requests()).toMatchObject([
    {
      method: 'POST',
      path: '/services/create',
      apiVersion: '1.41',
      query: { a: 'b c' },
      body: { Name: 'é' },
    },
  ])
})

test('counts as writes everything but GET and HEAD, until cleared', async () => {
  for (const method of ['GET', 'HEAD', 'POST', 'DELETE', 'PUT']) {
    await tryEngine(proxy.host, method, '/thing')
  }
  expect(proxy.writes().map((request) => request.method)).toEqual(['POST', 'DELETE', 'PUT'])
  proxy.clear()
  expect(proxy.requests()).toEqual([])
})

test('passes an archive of some megabytes as a stream', async () => {
  const answer = await askEngine(proxy.host, 'POST', '/build', Buffer.alloc(5_000_000))
  expect(answer).toEqual({ bytes: 5_000_000 })
  expect(proxy.requests()[0]?.body).toBeUndefined()
})

test('listens at an address, too', async () => {
  await using other = await recordingProxy(proxy.host, { address: '127.0.0.1' })
  expect(other.host).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/)
  expect((await tryEngine(other.host, 'GET', '/thing')).status).toBe(200)
})

test('streams events as they come', async () => {
  const chunks: string[] = []
  await new Promise<void>((resolve) => {
    const outgoing = request({ ...engineTarget(proxy.host), path: '/events' }, (incoming) => {
      incoming.on('error', () => {})
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk.toString())
        if (chunks.length === 2) resolve()
      })
    })
    outgoing.end()
  })
  expect(chunks).toEqual(['{"event":1}\n', '{"event":2}\n'])
})

test('answers in the place of the engine, as often as told', async () => {
  const fault = proxy.fault({
    match: { method: 'POST', path: /^\/services\// },
    status: 500,
    body: { message: 'update out of sequence' },
    times: 2,
  })
  const ask = () => tryEngine(proxy.host, 'POST', '/v1.41/services/x/update', {})
  expect(await ask()).toEqual({ status: 500, body: '{"message":"update out of sequence"}' })
  expect((await ask()).status).toBe(500)
  expect((await ask()).status).toBe(200)
  expect(fault.hits()).toBe(2)
  expect(seen).toHaveLength(1)
  expect(proxy.writes()).toHaveLength(3)
})

test.each([
  { cut: 'request', reached: 0, error: /socket hang up/ },
  { cut: 'answer', reached: 1, error: /socket hang up/ },
  { cut: 'body', reached: 1, error: /aborted/ },
] as const)('cuts the connection at the $cut', async ({ cut, reached, error }) => {
  proxy.fault({ match: { path: '/thing' }, cut })
  await expect(tryEngine(proxy.host, 'POST', '/thing', {})).rejects.toThrow(error)
  expect(seen).toHaveLength(reached)
  expect((await tryEngine(proxy.host, 'POST', '/thing', {})).status).toBe(200)
})

test('strikes each third request for as long as it is told to', async () => {
  const fault = proxy.fault({ match: { method: 'GET' }, status: 503, every: 3, times: 2 })
  const statuses: number[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    await tryEngine(proxy.host, 'POST', '/other')
    statuses.push((await tryEngine(proxy.host, 'GET', '/thing')).status)
  }
  expect(statuses).toEqual([200, 200, 503, 200, 200, 503, 200, 200, 200, 200])
  expect(fault.hits()).toBe(2)
})

test('cuts a stream that has begun, and nothing that has ended by then', async () => {
  proxy.fault({ match: {}, cut: 'body', afterMs: 250, times: 2 })
  expect(await askEngine(proxy.host, 'POST', '/thing', {})).toEqual({ bytes: 2 })
  const chunks: string[] = []
  await new Promise<void>((resolve) => {
    const outgoing = request({ ...engineTarget(proxy.host), path: '/events' }, (incoming) => {
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
      incoming.on('error', () => resolve())
    })
    outgoing.end()
  })
  expect(chunks).toEqual(['{"event":1}\n', '{"event":2}\n'])
})

test.each([
  { hold: 'request', reached: 0 },
  { hold: 'answer', reached: 1 },
] as const)('holds a $hold until it is released', async ({ hold, reached }) => {
  const fault = proxy.fault({ match: { method: 'POST' }, hold })
  let answered = false
  const asked = tryEngine(proxy.host, 'POST', '/thing', {}).then(() => (answered = true))
  expect((await fault.hit).path).toBe('/thing')
  await sleep(50)
  expect({ answered, reached: seen.length }).toEqual({ answered: false, reached })
  fault.release()
  await asked
  expect(seen).toHaveLength(1)
})

test('does not send on what it held for a client that has gone', async () => {
  const fault = proxy.fault({ match: { method: 'POST' }, hold: 'request' })
  const asked = tryEngine(proxy.host, 'POST', '/thing', {})
  await fault.hit
  proxy.cutAll()
  await expect(asked).rejects.toThrow('socket hang up')
  fault.release()
  await sleep(50)
  expect(seen).toEqual([])
})

test('delays a request', async () => {
  proxy.fault({ match: {}, delayMs: 80 })
  const before = performance.now()
  await tryEngine(proxy.host, 'GET', '/thing')
  expect(performance.now() - before).toBeGreaterThan(75)
})

test('waits for a request that is to come, and knows one that came', async () => {
  const coming = proxy.waitFor({ path: '/later' })
  await tryEngine(proxy.host, 'GET', '/other')
  await tryEngine(proxy.host, 'GET', '/later')
  expect((await coming).path).toBe('/later')
  expect((await proxy.waitFor({ path: '/other' }, 1)).path).toBe('/other')
  await expect(proxy.waitFor({ path: '/never' }, 10)).rejects.toThrow('no request')
})

test('breaks the connection when the engine is down, and works again when it is back', async () => {
  const socketPath = join(folder.path, 'engine.sock')
  engine.close()
  engine.closeAllConnections()
  await expect(tryEngine(proxy.host, 'GET', '/thing')).rejects.toThrow('socket hang up')
  await new Promise<void>((resolve) => engine.listen(socketPath, resolve))
  expect((await tryEngine(proxy.host, 'GET', '/thing')).status).toBe(200)
})
