import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  loadWorkload,
  recordingProxy,
  startThrowawayEngine,
  temporaryFolder,
  type RecordingProxy,
  type TemporaryFolder,
  type ThrowawayEngine,
} from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { dockerStackDeploy } from '../scenario/docker-stack-deploy.ts'
import { runKesako, startVerb } from '../scenario/run-kesako.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'

const CONTENT = 'configs: {page: {file: ./page.txt}}\nsecrets: {key: {file: ./key.txt}}'
const SHOP = composeFile({ web: { more: 'configs: [page]\nsecrets: [key]' } }, CONTENT)
const SLOW =
  'healthcheck:\n  test: ["CMD", "healthy-after", "6"]\n  interval: 500ms\n  start_period: 60s'

let folder: TemporaryFolder
let engine: ThrowawayEngine
let proxy: RecordingProxy

beforeAll(async () => {
  folder = await temporaryFolder()
  engine = await startThrowawayEngine({ nodes: 2 })
  for (const node of engine.nodes) await loadWorkload(node.host)
  proxy = await recordingProxy(engine.host)
  await write('shop.yml', SHOP)
  await write('page.txt', 'the page\n')
  await write('key.txt', 'the secret\n')
})
afterAll(async () => {
  await proxy?.close()
  await engine?.remove()
  await folder?.remove()
})

const write = (path: string, text: string): Promise<void> =>
  writeFile(join(folder.path, path), text)
const run = (...args: readonly string[]) =>
  runKesako(args, { host: proxy.host, cwd: folder.path, environment: { USER: 'ada' } })

describe('a stack of Compose files', () => {
  it('is planned without a write, and --check says that there is something to do', async () => {
    proxy.clear()
    const plan = await run('plan', '-c', 'shop.yml', 'shop', '--check')
    expect(plan.code).toBe(3)
    expect(plan.stdout).toMatch(/create secret shop_key[^]*create service shop_web/)
    const json = await run('plan', '-c', 'shop.yml', 'shop', '--json')
    expect(json.code).toBe(0)
    expect(JSON.parse(json.stdout)).toMatchObject({ plans: [{ stack: 'shop' }], problems: [] })
    for (const hidden of ['the secret', btoa('the secret\n')]) {
      expect(plan.stdout + json.stdout).not.toContain(hidden)
    }
    expect(proxy.writes()).toEqual([])
  })

  it('is deployed, shown step by step on stderr, and ends healthy', async () => {
    const { code, stdout, stderr } = await run('apply', '-c', 'shop.yml', 'shop')
    expect([code, stdout]).toEqual([0, 'shop: deployed\n'])
    expect(stderr).toMatch(/shop: 4 creates\n[^]*converge: /)
  })

  it('applied again has nothing to do, and no write reaches the engine', async () => {
    proxy.clear()
    expect(await run('apply', '-c', 'shop.yml', 'shop')).toMatchObject({
      code: 0,
      stdout: 'shop: nothing to do\n',
    })
    expect((await run('plan', '-c', 'shop.yml', 'shop', '--check')).code).toBe(0)
    // A secret of unknown content is compared by an update that the engine refuses, for its version is stale.
    const compares = (path: string): boolean => /^\/secrets\/\w+\/update$/.test(path)
    const writes = proxy
      .writes()
      .filter(({ path, query }) => !compares(path) || query['version'] !== '0')
    expect(writes).toEqual([])
  })

  it('rotates a changed secret without showing it', async () => {
    await write('key.txt', 'another secret\n')
    const { code, stdout } = await run('apply', '-c', 'shop.yml', 'shop', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      deployments: [{ stack: 'shop', actor: { name: 'ada' }, end: { outcome: 'deployed' } }],
    })
    expect(stdout).not.toContain(btoa('another secret\n'))
    expect((await objectNames(engine.host)).secrets).toEqual([
      expect.stringMatching(/^shop_key-[0-9a-f]{8}$/),
    ])
  })

  it('is shown by status, for people and as JSON', async () => {
    expect((await run('status')).stdout).toMatch(
      /^STACK +SYNC +HEALTH +TASKS +REASON\nshop +- +healthy +1\/1\n$/,
    )
    expect((await run('status', 'shop')).stdout).toMatch(/^shop: healthy\n\n[^]*\nshop_web +kesako/)
    const { stdout } = await run('status', '--json')
    const tasks = { running: 1, desired: 1 }
    expect(JSON.parse(stdout)).toMatchObject({
      stacks: [{ name: 'shop', managed: true, health: 'healthy', tasks }],
    })
    expect(await run('status', 'none')).toMatchObject({ code: 1, stdout: '' })
  })

  it('is removed by rm, with everything that it had', async () => {
    expect(await run('rm', 'shop')).toMatchObject({ code: 0, stdout: 'shop: removed\n' })
    expect(await objectNames(engine.host)).toEqual({
      services: [],
      networks: [],
      secrets: [],
      configs: [],
    })
    const again = await run('rm', 'shop', '--json')
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, { deployments: [] }])
  })
})

describe('a service that fails', () => {
  it('makes apply fail with the reason, and every time until it works', async () => {
    // A busy engine sees only after a while that a program has ended.
    const deploy = 'update_config:\n  monitor: 20s'
    await write('failing.yml', composeFile({ a: { command: ['fail', '3'], deploy } }))
    for (const attempt of ['first', 'second']) {
      const { code, stdout, stderr } = await run('apply', '-c', 'failing.yml', 'failing')
      expect([attempt, code]).toEqual([attempt, 1])
      expect(stdout).toMatch(/^failing: failed \(crash-loop\): .*non-zero exit \(3\)/)
      expect(stdout).not.toContain('failing on purpose')
      expect(stderr).toMatch(
        / {4}task failing_a\.1 \(\w{25}\) on \S+, the last line of its log:\n {4}\| failing on purpose\n$/,
      )
    }
    expect((await run('status')).stdout).toMatch(/failing +- +(degraded|progressing)/)
    await write('failing.yml', composeFile({ a: {} }))
    expect(await run('apply', '-c', 'failing.yml', 'failing')).toMatchObject({ code: 0 })
    await run('rm', 'failing')
  })
})

describe('a stack of others', () => {
  it('is neither removed nor taken over', async () => {
    await dockerStackDeploy(engine.host, 'foreign', composeFile({ a: {} }))
    const { versions } = await swarmView(engine.host)
    const removal = await run('rm', 'foreign')
    expect([removal.code, removal.stderr]).toEqual([
      1,
      expect.stringMatching(/deployed by other means\.\n {4}.*docker stack rm foreign/),
    ])
    await write('foreign.yml', composeFile({ a: { command: ['serve'] } }))
    const held = await run('apply', '-c', 'foreign.yml', 'foreign')
    expect([held.code, held.stdout]).toEqual([
      1,
      expect.stringMatching(/^foreign: held: .*restart/),
    ])
    expect(held.stderr).toContain('kesako plan -c FILE foreign')
    expect((await run('plan', '-c', 'foreign.yml', 'foreign')).stdout).toMatch(/adopt: true/)
    expect((await swarmView(engine.host)).versions).toEqual(versions)
  })
})

describe('Ctrl-C', () => {
  it('ends the waiting of apply, not what was applied, and holds up nobody after it', async () => {
    await write('slow.yml', composeFile({ a: { command: ['stubborn'], more: SLOW } }))
    const args = ['apply', '-c', 'slow.yml', 'slow']
    await using verb = startVerb(args, { host: proxy.host, cwd: folder.path })
    await verb.printed(/converge: Service slow_a/)
    const started = performance.now()
    expect(await verb.interrupt()).toBe(1)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(verb.output()).toMatch(
      /error: slow: interrupted before .*\n {4}What was applied goes on/,
    )
    const again = await run(...args)
    expect(again).toMatchObject({ code: 0, stdout: 'slow: deployed\n' })
  })
})

it('of a worker node says that a manager is needed', async () => {
  const worker = engine.nodes[1]?.host ?? ''
  const calls = [['status'], ['apply', '-c', 'shop.yml', 'shop'], ['up', '--data', 'up']]
  for (const args of calls) {
    const { code, stderr } = await runKesako(args, { host: worker, cwd: folder.path })
    expect([args[0], code]).toEqual([args[0], 1])
    expect(stderr).toMatch(/manager[^]*\n {4}Name a manager with DOCKER_HOST/)
  }
})
