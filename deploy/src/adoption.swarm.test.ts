import {
  convertStack,
  DEFAULT_STACK_POLICY,
  type DesiredState,
  loadStack,
  resolveReferences,
} from '@kesako/core'
import type { Engine } from '@kesako/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compose } from '../testing/compose.ts'
import { openStage, openSwarm, type Stage, type Swarm } from '../testing/stage.ts'

let swarm: Swarm
let stage: Stage

beforeAll(async () => {
  swarm = await openSwarm()
  stage = await openStage(swarm.engine)
})
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await swarm?.[Symbol.asyncDispose]()
})

const file = compose(
  { web: { more: 'secrets:\n  - key\nconfigs:\n  - settings' } },
  'secrets:\n  key:\n    file: key.txt\nconfigs:\n  settings:\n    file: settings.txt',
)

function desiredState(stack: string, text: string): DesiredState {
  const loaded = loadStack({
    stack,
    sources: [{ path: 'compose.yml', bytes: Buffer.from(text) }],
    variables: new Map(),
    origin: { kind: 'revision' },
    policy: DEFAULT_STACK_POLICY,
  })
  const files = new Map(
    ['key.txt', 'settings.txt'].map((path) => [
      path,
      { kind: 'file', bytes: Buffer.from(`content of ${path}`) } as const,
    ]),
  )
  const { desired, problems } = convertStack(loaded, files)
  if (desired === undefined) throw new Error(JSON.stringify(problems))
  return desired
}

/** Deploys as `docker stack deploy` does: the same bodies, no label of ours. */
async function deployByOtherMeans(engine: Engine, desired: DesiredState): Promise<void> {
  const ids = new Map<string, string>()
  for (const spec of desired.networks) ids.set(spec.Name, await engine.createNetwork(spec))
  for (const spec of desired.secrets) ids.set(spec.Name, await engine.createSecret(spec))
  for (const spec of desired.configs) ids.set(spec.Name, await engine.createConfig(spec))
  const find = (name: string): string | undefined => ids.get(name)
  for (const service of desired.services) {
    const resolved = resolveReferences(service, { network: find, secret: find, config: find })
    if (!('spec' in resolved)) throw new Error('A reference is missing.')
    await engine.createService(resolved.spec)
  }
}

const inputs = { 'key.txt': 'content of key.txt', 'settings.txt': 'content of settings.txt' }

describe('a stack that runs already', () => {
  it('is adopted without a restart when its file is what runs, its secret included', async () => {
    await deployByOtherMeans(swarm.engine, desiredState('shop', file))
    await expect
      .poll(async () => (await swarm.engine.tasks()).filter((t) => t.state === 'running').length, {
        timeout: 20_000,
      })
      .toBe(1)
    const before = (await swarm.engine.tasks()).map(({ id }) => id)
    const result = await stage.push({ ...inputs, 'docker-compose-shop.yml': file })
    expect(result.deployments.map(({ end }) => end?.outcome)).toEqual(['deployed'])
    expect((await swarm.engine.tasks()).map(({ id }) => id)).toEqual(before)
    swarm.proxy.clear()
    await stage.runner.trigger({ name: 'timer', via: 'timer' })
    expect(swarm.proxy.writes().map(({ path }) => path)).toEqual([])
  })

  it('is held when adoption would restart its tasks, until the file says adopt', async () => {
    await deployByOtherMeans(swarm.engine, desiredState('blog', compose({ web: {} })))
    swarm.proxy.clear()
    const other = compose({ web: { more: 'environment:\n  LEVEL: a' } })
    const result = await stage.push({ 'docker-compose-blog.yml': other })
    expect(result.deployments.map(({ stack, end }) => [stack, end?.outcome])).toEqual([
      ['blog', 'held'],
    ])
    const again = await stage.runner.trigger({ name: 'timer', via: 'timer' })
    expect(again.deployments).toEqual([])
    expect(swarm.proxy.writes().map(({ path }) => path)).toEqual([])
    const adopted = await stage.push({
      'docker-compose-blog.yml': other.replace('x-kesako:\n', 'x-kesako:\n  adopt: true\n'),
    })
    expect(adopted.deployments.map(({ stack, end }) => [stack, end?.outcome])).toEqual([
      ['blog', 'deployed'],
    ])
  })

  it('of another repository is held, and neither changed nor removed', async () => {
    await using other = await openStage(swarm.engine)
    await other.push({ 'docker-compose-mine.yml': compose({ web: {} }) })
    swarm.proxy.clear()
    const result = await stage.push({
      'docker-compose-mine.yml': compose({ web: { replicas: 2 } }),
    })
    expect(result.deployments.map(({ end }) => end?.outcome)).toEqual(['held'])
    await stage.push({ 'docker-compose-mine.yml': null })
    expect(swarm.proxy.writes().map(({ path }) => path)).toEqual([])
    const overview = await other.runner.overview()
    expect(overview.stacks.find(({ name }) => name === 'mine')).toMatchObject({ sync: 'synced' })
    expect(overview.stacks.find(({ name }) => name === 'shop')).toMatchObject({ managed: false })
  })
})
