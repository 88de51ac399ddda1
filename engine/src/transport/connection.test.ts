import { expect, test } from 'vitest'
import type { EngineRequest } from './connection.ts'
import { openConnection } from './connection.ts'
import { startTestServer } from './test-server.ts'

const READ: EngineRequest = { intent: 'read it', method: 'GET', path: '/it' }
const WRITE: EngineRequest = { intent: 'write it', method: 'POST', path: '/it', json: { a: 1 } }

test('negotiates once, then asks over kept connections', async () => {
  await using server = await startTestServer((_request, response) => response.end('[]'))
  const connection = openConnection({ host: server.host })
  for (let i = 0; i < 5; i += 1) await connection.exchange(READ)
  expect(server.asked).toEqual(['GET /_ping', ...Array.from({ length: 5 }, () => 'GET /v1.41/it')])
  expect(server.connections()).toBe(1)
  connection.close()
})

test('sends JSON with its length', async () => {
  await using server = await startTestServer((request, response) => {
    response.write(`${request.headers['content-type']} ${request.headers['content-length']} `)
    request.pipe(response)
  })
  const connection = openConnection({ host: server.host })
  expect((await connection.exchange(WRITE)).toString()).toBe('application/json 7 {"a":1}')
  connection.close()
})

/** Breaks the second request and every later one on a connection, as a restarted engine would. */
async function brokenWhenKept(): ReturnType<typeof startTestServer> {
  const seen = new WeakMap<object, number>()
  return startTestServer((request, response) => {
    const count = (seen.get(request.socket) ?? 0) + 1
    seen.set(request.socket, count)
    if (count > 1) request.socket.destroy()
    else response.end('[]')
  })
}

test('reads again on a new connection when the engine closed the kept one', async () => {
  await using server = await brokenWhenKept()
  const connection = openConnection({ host: server.host })
  await connection.exchange(READ)
  expect((await connection.exchange(READ)).toString()).toBe('[]')
  expect(server.asked.filter((line) => line === 'GET /v1.41/it')).toHaveLength(3)
  connection.close()
})

test('never writes again: the engine may have done it', async () => {
  await using server = await brokenWhenKept()
  const connection = openConnection({ host: server.host })
  await connection.exchange(WRITE)
  await expect(connection.exchange(WRITE)).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/^Could not write it: the connection to unix:.* broke/),
  })
  expect(server.asked.filter((line) => line === 'POST /v1.41/it')).toHaveLength(2)
  connection.close()
})

test('reads once only from an engine that breaks new connections', async () => {
  await using server = await startTestServer((request) => request.socket.destroy())
  const connection = openConnection({ host: server.host })
  await expect(connection.exchange(READ)).rejects.toMatchObject({ kind: 'unreachable' })
  // The ping left a kept connection behind, hence the second attempt.
  expect(server.asked).toEqual(['GET /_ping', 'GET /v1.41/it', 'GET /v1.41/it'])
  connection.close()
})

test('an answer that ends early is no answer', async () => {
  await using server = await startTestServer((_request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('[1,')
    setTimeout(() => response.destroy(), 10)
  })
  const connection = openConnection({ host: server.host })
  await expect(connection.exchange(READ)).rejects.toMatchObject({ kind: 'unreachable' })
  connection.close()
})

test('negotiates again after a break', async () => {
  let broken = false
  await using server = await startTestServer((request, response) => {
    if (broken) request.socket.destroy()
    else response.end('[]')
  })
  const connection = openConnection({ host: server.host })
  await connection.exchange(READ)
  broken = true
  await expect(connection.exchange(READ)).rejects.toMatchObject({ kind: 'unreachable' })
  broken = false
  await connection.exchange(READ)
  expect(server.asked.filter((line) => line === 'GET /_ping')).toHaveLength(2)
  connection.close()
})

test('an answer that takes too long is given up', async () => {
  await using server = await startTestServer((_request, response) => {
    response.writeHead(200)
    response.write('[')
  })
  const connection = openConnection({ host: server.host, requestTimeoutMs: 50 })
  await expect(connection.exchange(READ)).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/did not answer within 0\.05 s/),
  })
  connection.close()
})

test('a caller may call off, before and while it waits', async () => {
  await using server = await startTestServer(() => {})
  const connection = openConnection({ host: server.host })
  const aborted = { kind: 'aborted', message: 'Could not read it: it was called off.' }
  await connection.version()
  const before = connection.exchange({ ...READ, signal: AbortSignal.abort() })
  await expect(before).rejects.toMatchObject(aborted)
  const during = connection.exchange({ ...READ, signal: AbortSignal.timeout(20) })
  await expect(during).rejects.toMatchObject(aborted)
  connection.close()
})

test('closing ends what runs, and refuses what comes', async () => {
  await using server = await startTestServer(() => {})
  const connection = openConnection({ host: server.host })
  await connection.version()
  setTimeout(() => connection.close(), 10)
  await expect(connection.exchange(READ)).rejects.toMatchObject({ kind: 'aborted' })
  await expect(connection.exchange(READ)).rejects.toMatchObject({ kind: 'aborted' })
})

test('takes no answer that is larger than it may be', async () => {
  await using server = await startTestServer((_request, response) => response.end('x'.repeat(100)))
  const connection = openConnection({ host: server.host })
  await expect(connection.exchange({ ...READ, limit: 99 })).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(/larger than 99 bytes/),
  })
  expect(await connection.exchange({ ...READ, limit: 100 })).toHaveLength(100)
  connection.close()
})

test('a refusal carries the words of the engine', async () => {
  await using server = await startTestServer((_request, response) => {
    response.writeHead(409)
    response.end('{"message":"it exists"}')
  })
  const connection = openConnection({ host: server.host })
  await expect(connection.exchange(WRITE)).rejects.toMatchObject({
    kind: 'conflict',
    status: 409,
    message: 'Could not write it: it exists',
  })
  connection.close()
})

test('says what to do when there is no engine', async () => {
  const connection = openConnection({ host: 'unix:///nonexistent/docker.sock' })
  await expect(connection.exchange(READ)).rejects.toMatchObject({
    kind: 'unreachable',
    message: expect.stringMatching(/there is no engine at unix:\/\/\/nonexistent.*Start Docker/),
  })
  connection.close()
})

test('a stream goes on past the time limit, until it is called off', async () => {
  await using server = await startTestServer((_request, response) => {
    response.write('a')
    setTimeout(() => response.write('b'), 100)
  })
  const connection = openConnection({ host: server.host, requestTimeoutMs: 50 })
  const controller = new AbortController()
  const stream = await connection.open({ ...READ, signal: controller.signal })
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => (text += chunk))
  stream.on('error', () => {})
  await expect.poll(() => text).toBe('ab')
  const over = new Promise((resolve) => stream.once('close', resolve))
  controller.abort()
  await over
  connection.close()
})
