import type { Deployment } from '@kesako/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  askEngine,
  loadWorkload,
  pushImage,
  type Registry,
  startRegistry,
  tryEngine,
} from '../../e2e/lab/index.ts'
import { compose } from '../testing/compose.ts'
import { openStage, openSwarm, type Stage, type Swarm } from '../testing/stage.ts'

const LOGIN = { username: 'ana', password: 'first-horse-battery' }
const FILE = 'docker-compose-shop.yml'
const ADA = { name: 'Ada', via: 'api' } as const
const given = process.env['KESAKO_TEST_DOCKER_HOST']

let swarm: Swarm
let stage: Stage
let registry: Registry
let closed: Registry

beforeAll(async () => {
  if (given) return
  swarm = await openSwarm()
  registry = await startRegistry()
  closed = await startRegistry({ login: LOGIN })
  for (const tag of ['1', '2']) await publish(tag, tag)
  stage = await openStage(swarm.engine)
})
afterAll(async () => {
  await stage?.[Symbol.asyncDispose]()
  await closed?.stop()
  await registry?.stop()
  await swarm?.[Symbol.asyncDispose]()
})
beforeEach(() => swarm?.proxy.clear())

/** Pushes the workload's image under a tag, and leaves no copy of that name on the node. */
async function publish(workload: string, tag: string): Promise<void> {
  const { host } = swarm.throwaway
  await pushImage(host, await loadWorkload(host, workload), web(tag))
  await tryEngine(host, 'DELETE', `/images/${web(tag)}`)
}

function web(tag: string): string {
  return `${registry.address}/team/web:${tag}`
}

/** Services of these images, whose digests are asked for when they change. */
function asking(images: Readonly<Record<string, string>>, more = '', replicas = 1): string {
  const services = Object.entries(images).map(([name, image]) => [name, { image, more, replicas }])
  return compose(Object.fromEntries(services)).replace(
    'resolveImage: never',
    'resolveImage: changed',
  )
}

/** Images that the registry was asked for, in the order of the questions. */
function questions(): readonly string[] {
  return swarm.proxy
    .requests()
    .flatMap(({ path }) => /^\/distribution\/(.+)\/json$/.exec(decodeURIComponent(path))?.[1] ?? [])
}

/** Writes but those of the lease. */
function writes(): readonly string[] {
  return swarm.proxy
    .writes()
    .map(({ method, path }) => `${method} ${path}`)
    .filter((line) => !line.includes('/configs'))
}

function warnings(): string {
  return stage.events
    .flatMap((event) =>
      event.type === 'deployment-step' && event.step === 'plan' ? event.message : [],
    )
    .join('\n')
}

function end(deployments: readonly Deployment[]): Deployment['end'] {
  expect(deployments).toHaveLength(1)
  return deployments[0]?.end
}

async function running(name = 'shop_web') {
  const service = (await swarm.engine.services()).find(({ spec }) => spec.Name === name)
  const { ContainerSpec, Placement } = service?.spec.TaskTemplate ?? {}
  return { image: ContainerSpec?.Image, platforms: Placement?.Platforms }
}

describe.skipIf(given)('an image that changes', () => {
  it('is refused before the first write where the registry does not have it', async () => {
    const file = asking({ web: web('1'), db: web('nowhere') })
    const result = end((await stage.push({ [FILE]: file })).deployments)
    expect(result).toMatchObject({ outcome: 'failed', code: 'image-missing' })
    expect(result?.reason).toBe(
      `The registry ${registry.address} has no image "${web('nowhere')}", and this manager has no ` +
        'copy of it. Check name and tag, or push it. For an image that the nodes have already, set ' +
        '`resolveImage: never`.',
    )
    expect(writes()).toEqual([])
  })

  it('so is a repository that the registry does not know', async () => {
    const image = `${registry.address}/team/nobody:1`
    const result = end((await stage.push({ [FILE]: asking({ web: image }) })).deployments)
    expect(result).toMatchObject({ outcome: 'failed', code: 'image-missing' })
    expect(writes()).toEqual([])
  })

  it('is refused before the first write where the registry denies it', async () => {
    const image = `${closed.address}/team/web:1`
    const result = end((await stage.push({ [FILE]: asking({ web: image }) })).deployments)
    expect(result).toMatchObject({ outcome: 'failed', code: 'image-access-denied' })
    expect(result?.reason).toContain(
      `The registry ${closed.address} refuses access, and Kesako has no credentials for it: ` +
        `\`kesako registry login ${closed.address}\`.`,
    )
    expect(writes()).toEqual([])
  })

  it('is deployed with a warning where only this manager has it', async () => {
    const { host } = swarm.throwaway
    const local = `${registry.address}/team/local:1`
    const [name, tag] = [local.slice(0, -2), '1']
    await askEngine(host, 'POST', `/images/kesako-lab:1/tag?repo=${name}&tag=${tag}`)
    const result = end((await stage.push({ [FILE]: asking({ web: local }) })).deployments)
    expect(result?.outcome).toBe('deployed')
    expect(warnings()).toContain(`The digest of the image "${local}" could not be asked for`)
    expect(await running()).toEqual({ image: local, platforms: undefined })
  })

  it('is written by its tag, with a warning, where no registry answers', async () => {
    const nobody = '127.0.0.1:9/team/web:1'
    await askEngine(
      swarm.throwaway.host,
      'POST',
      '/images/kesako-lab:1/tag?repo=127.0.0.1:9/team/web&tag=1',
    )
    const result = end((await stage.push({ [FILE]: asking({ web: nobody }) })).deployments)
    expect(result?.outcome).toBe('deployed')
    expect(warnings()).toContain(`The digest of the image "${nobody}" could not be asked for`)
  })

  it.each([
    ['is busy', '1', 429, 'toomanyrequests: You have reached your pull rate limit'],
    ['fails', '2', 500, 'received unexpected HTTP status: 503 Service Unavailable'],
  ])('is left to the nodes where the registry %s', async (_, tag, status, message) => {
    const fault = swarm.proxy.fault({
      match: { path: /^\/distribution\// },
      status,
      body: { message },
    })
    const result = end((await stage.push({ [FILE]: asking({ web: web(tag) }) })).deployments)
    expect(fault.hits()).toBe(1)
    fault.release()
    expect(result?.outcome).toBe('deployed')
    expect((await running()).image).toBe(web(tag))
  })

  it('may be missing for a service without tasks', async () => {
    const file = asking({ spare: web('nowhere') }, '', 0)
    const result = end((await stage.push({ 'docker-compose-spare.yml': file })).deployments)
    expect(result?.outcome).toBe('deployed')
    await stage.push({ 'docker-compose-spare.yml': null })
  })

  it('is asked for once for all services that have it, and different ones side by side', async () => {
    const slow = swarm.proxy.fault({
      match: { path: /^\/distribution\// },
      hold: 'answer',
      times: 2,
    })
    const images = { web: web('1'), db: web('1'), mail: web('1'), other: web('2') }
    const pushed = stage.push({ [FILE]: asking(images) })
    await expect.poll(() => slow.hits(), { timeout: 20_000 }).toBe(2)
    slow.release()
    expect(end((await pushed).deployments)?.outcome).toBe('deployed')
    expect(questions().toSorted()).toEqual([web('1'), web('2')])
    expect((await running()).image).toMatch(`${web('1')}@sha256:`)
  })
})

describe.skipIf(given)('an image that stays', () => {
  it('stays as it was written, also where a service that comes beside it gets a digest', async () => {
    const tagged = swarm.proxy.fault({
      match: { path: /^\/distribution\// },
      status: 500,
      body: { message: 'dial tcp: connection refused' },
    })
    const file = 'docker-compose-beside.yml'
    await stage.push({ [file]: asking({ first: web('2') }) })
    expect(tagged.hits()).toBe(1)
    const before = await running('beside_first')
    const { deployments } = await stage.push({
      [file]: asking({ first: web('2'), second: web('2') }),
    })
    expect(end(deployments)?.outcome).toBe('deployed')
    expect(await running('beside_first')).toEqual(before)
    expect((await running('beside_second')).image).toMatch(`${web('2')}@sha256:`)
    await stage.push({ [file]: null })
  })

  it('keeps digest and platforms while its registry is down, and nobody asks', async () => {
    const before = await running()
    expect(before.platforms).toEqual([{ Architecture: expect.any(String), OS: 'linux' }])
    const down = swarm.proxy.fault({
      match: { path: /^\/distribution\// },
      status: 500,
      body: { message: 'dial tcp: connection refused' },
      times: Infinity,
    })
    const file = asking({ web: web('1') }, 'environment: {LEVEL: b}')
    expect(end((await stage.push({ [FILE]: file })).deployments)?.outcome).toBe('deployed')
    down.release()
    expect(questions()).toEqual([])
    expect(await running()).toEqual(before)
  })

  it('follows a moved tag only when a person asks for it, and nothing is written twice', async () => {
    const before = await running()
    await publish('2', '1')
    expect((await stage.runner.sync({ actor: ADA })).deployments).toEqual([])
    expect(questions()).toEqual([])
    const resolved = await stage.runner.sync({ actor: ADA, resolve: true })
    expect(end(resolved.deployments)?.outcome).toBe('deployed')
    const after = await running()
    expect(after.image).toMatch(`${web('1')}@sha256:`)
    expect(after.image).not.toBe(before.image)

    swarm.proxy.clear()
    const again = await stage.runner.sync({ actor: ADA, resolve: true, stacks: ['shop'] })
    expect(again.deployments).toEqual([])
    expect([questions(), writes()]).toEqual([[web('1')], []])
  })

  it('runs on where its registry has it no more, also when a person asks', async () => {
    const before = await running()
    swarm.proxy.fault({
      match: { path: /^\/distribution\// },
      status: 404,
      body: { message: 'manifest unknown: manifest unknown' },
    })
    const { deployments } = await stage.runner.sync({ actor: ADA, resolve: true })
    expect(deployments).toEqual([])
    expect(await running()).toEqual(before)
  })
})
