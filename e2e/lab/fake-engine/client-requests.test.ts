import { connectEngine } from '@kesako/engine'
import { expect, onTestFinished, test } from 'vitest'
import { contentSpec, networkSpec, serviceOf, serviceSpec } from './behaviour-objects.ts'
import type { FakeEngineOptions } from './fake-engine.ts'
import { startFakeEngine } from './fake-engine.ts'

const AUTH = { username: 'bob', password: 'hunter2', serveraddress: 'registry:5000' }

async function start(options: FakeEngineOptions = {}) {
  const fake = await startFakeEngine(options)
  const engine = connectEngine({ host: fake.host })
  onTestFinished(async () => {
    engine.close()
    await fake.stop()
  })
  return { fake, engine }
}

test('live state takes one ping and six calls, later six, however much there is', async () => {
  const { fake, engine } = await start()
  for (let i = 0; i < 20; i += 1) await engine.createService(serviceSpec(`service-${i}`))
  await engine.liveState()
  fake.forget()
  const live = await engine.liveState()
  expect(live.services).toHaveLength(20)
  expect(fake.requests.map((one) => `${one.method} ${one.path} ${one.apiVersion}`).sort()).toEqual([
    'GET /configs 1.41',
    'GET /networks 1.41',
    'GET /nodes 1.41',
    'GET /secrets 1.41',
    'GET /services 1.41',
    'GET /tasks 1.41',
  ])
})

test('the first that fails ends live state', async () => {
  const { fake, engine } = await start()
  fake.fault({ match: { path: '/tasks' }, status: 500, body: { message: 'no tasks today' } })
  const slow = fake.fault({ match: { path: '/services' }, hold: 'request' })
  await expect(engine.liveState()).rejects.toMatchObject({
    kind: 'failed',
    message: 'Could not list the tasks: no tasks today',
  })
  slow.release()
})

test('a read survives that the engine dropped its connections', async () => {
  const { fake, engine } = await start()
  await engine.liveState()
  fake.dropConnections()
  expect((await engine.liveState()).nodes).toHaveLength(1)
})

test('a write whose answer is lost is unreachable and was done once', async () => {
  const { fake, engine } = await start()
  fake.fault({ match: { method: 'POST', path: '/services/create' }, cut: 'answer' })
  await expect(engine.createService(serviceSpec('lost'))).rejects.toMatchObject({
    kind: 'unreachable',
  })
  expect((await engine.services()).map((service) => service.spec.Name)).toEqual(['lost'])
})

test.each(['request', 'answer', 'body'] as const)(
  'a read cut at its %s is unreachable',
  async (cut) => {
    const { fake, engine } = await start()
    fake.fault({ match: { path: '/nodes' }, cut, times: 2 })
    await expect(engine.nodes()).rejects.toMatchObject({ kind: 'unreachable' })
  },
)

test('credentials go along in the header, and without them the spec keeps its own', async () => {
  const { fake, engine } = await start()
  const id = await engine.createService(serviceSpec('private'), AUTH)
  const { version, spec } = await serviceOf(engine, id)
  fake.forget()
  await engine.updateService(id, version, { ...spec, Labels: {} }, AUTH)
  const { version: next } = await serviceOf(engine, id)
  await engine.updateService(id, next, spec)
  const [withAuth, without] = fake.requests.filter((one) => one.method === 'POST')
  expect(withAuth?.query).toEqual({ version: String(version) })
  const header = String(withAuth?.headers['x-registry-auth'])
  expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toEqual(AUTH)
  expect(without?.query).toEqual({ version: String(next), registryAuthFrom: 'spec' })
  expect(without?.headers).not.toHaveProperty('x-registry-auth')
})

test.each([
  ['1.41', '1.41'],
  ['1.47', '1.47'],
  ['1.51', '1.51'],
  ['1.52', '1.51'],
  ['1.100', '1.51'],
])('an engine of API %s is spoken to in %s', async (apiVersion, spoken) => {
  const { fake, engine } = await start({ apiVersion })
  await engine.liveState()
  const spokenIn = new Set(fake.requests.map((one) => one.apiVersion))
  spokenIn.delete(undefined)
  expect([...spokenIn]).toEqual([spoken])
  expect(fake.requests.filter(({ path }) => path === '/_ping')).toHaveLength(1)
})

test.each([
  ['1.40', 'The engine speaks API 1.40; 1.41 (engine 20.10) or later is needed. Update Docker.'],
  ['1.9', 'The engine speaks API 1.9; 1.41 (engine 20.10) or later is needed. Update Docker.'],
  ['0.1', 'The engine speaks API 0.1; 1.41 (engine 20.10) or later is needed. Update Docker.'],
  ['new', 'What answers is not a Docker Engine'],
  ['', 'What answers is not a Docker Engine'],
])('an engine of API "%s" is refused before any other request', async (apiVersion, message) => {
  const { fake, engine } = await start({ apiVersion })
  const refused = expect.objectContaining({
    kind: 'refused',
    message: expect.stringContaining(message),
  })
  await expect(engine.liveState()).rejects.toThrow(refused)
  expect(fake.requests.map(({ path }) => path)).toEqual(['/_ping'])
})

test.each([
  ['1.41', true],
  ['1.43', true],
  ['1.44', undefined],
  ['1.51', undefined],
])('an engine of API %s is asked to check duplicates: %s', async (apiVersion, CheckDuplicate) => {
  const { fake, engine } = await start({ apiVersion })
  await engine.createNetwork(networkSpec('net'))
  const body = fake.requests.find((one) => one.path === '/networks/create')?.body
  expect(body).toEqual({ ...networkSpec('net'), ...(CheckDuplicate ? { CheckDuplicate } : {}) })
})

test('a registry says digest and platforms, "arm" without its version left out', async () => {
  const digest = `sha256:${'d'.repeat(64)}`
  const platforms = [
    { architecture: 'amd64', os: 'linux' },
    { architecture: 'arm', os: 'linux' },
  ]
  const { fake, engine } = await start({
    registry: { 'registry:5000/app:latest': { digest, platforms } },
  })
  expect(await engine.resolveImage('registry:5000/app', AUTH)).toEqual({
    reference: `registry:5000/app:latest@${digest}`,
    platforms: [{ Architecture: 'amd64', OS: 'linux' }, { OS: 'linux' }],
  })
  expect(fake.requests.at(-1)?.headers).toHaveProperty('x-registry-auth')
})

test('logs come as lines, the last ones of them', async () => {
  const { engine } = await start({ logs: (name) => [`hello from ${name}`, 'two', 'three'] })
  const id = await engine.createService(serviceSpec('talking'))
  expect(await engine.serviceLogs(id, { tail: 100 })).toEqual([
    'hello from talking',
    'two',
    'three',
  ])
  expect(await engine.serviceLogs(id, { tail: 2 })).toEqual(['two', 'three'])
})

test('outside a swarm everything that needs a manager says so, until there is one', async () => {
  const { engine } = await start({ swarm: false })
  expect(await engine.info()).toMatchObject({ swarm: 'inactive', controlAvailable: false })
  const noManager = { kind: 'no-manager', status: 503 }
  await expect(engine.liveState()).rejects.toMatchObject(noManager)
  await expect(engine.createSecret(contentSpec('a', 'b'))).rejects.toMatchObject(noManager)
  await engine.initSwarm({ advertiseAddress: '127.0.0.1' })
  expect(await engine.info()).toMatchObject({ swarm: 'active', controlAvailable: true })
  expect((await engine.liveState()).nodes).toHaveLength(1)
})

test('events end when the engine goes', async () => {
  const { fake, engine } = await start()
  const seen: string[] = []
  const following = (async () => {
    for await (const event of engine.events(new AbortController().signal)) {
      seen.push(`${event.type} ${event.action}`)
    }
  })()
  await expect.poll(() => fake.swarm.listeners.size).toBe(1)
  await engine.createSecret(contentSpec('a', 'b'))
  await expect.poll(() => seen).toEqual(['secret create'])
  fake.dropConnections()
  await following
})

test('a test decides what becomes of tasks', async () => {
  const { engine } = await start({
    outcome: (service) =>
      service.Spec.Name === 'doomed' ? { kind: 'reject', error: 'disk full' } : undefined,
  })
  await engine.createService(serviceSpec('doomed'))
  await engine.createService(serviceSpec('fine'))
  await expect
    .poll(async () => (await engine.tasks()).map((task) => `${task.state} ${task.error}`))
    .toEqual(expect.arrayContaining(['rejected disk full', 'running ']))
})
