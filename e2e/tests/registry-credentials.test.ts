import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  askEngine,
  git,
  loadWorkload,
  pushImage,
  type Registry,
  startRegistry,
  startThrowawayEngine,
  temporaryFolder,
  type TemporaryFolder,
  type ThrowawayEngine,
  tryEngine,
} from '../lab/index.ts'
import { eventually } from '../scenario/eventually.ts'
import { type KesakoProcess, startKesako } from '../scenario/kesako-process.ts'
import { runKesako } from '../scenario/run-kesako.ts'
import { cloneStacks, type StacksClone } from '../scenario/stacks-clone.ts'
import { swarmView } from '../scenario/swarm-view.ts'

const FIRST = { username: 'ana', password: 'first-horse-battery' }
const SECOND = { username: 'ana', password: 'second-horse-battery' }
const WRONG = 'wrong-horse-battery'

const given = process.env['KESAKO_TEST_DOCKER_HOST']

let engine: ThrowawayEngine
let registry: Registry
let kesako: KesakoProcess
let clone: StacksClone
let folder: TemporaryFolder
/** All that any command printed. */
const printed: string[] = []

beforeAll(async () => {
  if (given) return
  engine = await startThrowawayEngine({ nodes: 2 })
  registry = await startRegistry({ login: FIRST, tls: true })
  for (const tag of ['1', '2', '3', '4', '5']) {
    const local = await loadWorkload(engine.host, tag)
    await pushImage(engine.host, local, imageOf(tag), FIRST)
    await askEngine(engine.host, 'DELETE', `/images/${imageOf(tag)}`)
    await askEngine(engine.host, 'DELETE', `/images/${local}?force=1`)
  }
  folder = await temporaryFolder()
  kesako = await startKesako({ host: engine.host })
  clone = await cloneStacks(kesako.gitUrl)
})
afterAll(async () => {
  await clone?.[Symbol.asyncDispose]()
  await kesako?.[Symbol.asyncDispose]()
  await registry?.stop()
  await engine?.remove()
  await folder?.remove()
})

describe.skipIf(given)('a private image on two nodes', () => {
  it('is refused without credentials, with a reason of its own and what to do', async () => {
    const revision = await clone.push({ 'docker-compose-shop.yml': compose('1') })
    const { end } = await kesako.ended('shop', revision)
    expect(end).toMatchObject({ outcome: 'failed', code: 'image-access-denied' })
    expect(end?.reason).toContain(
      `The registry ${registry.address} refuses access, and Kesako has no credentials for it: ` +
        `\`kesako registry login ${registry.address}\`.`,
    )
    expect(end?.reason).not.toContain('\n')
  })

  it('saves nothing that the registry refuses, and says so', async () => {
    const login = await registryVerb(['login', registry.address, ...PIPED], WRONG)
    expect(login).toMatchObject({ code: 1, stdout: '' })
    expect(login.stderr).toContain('failed with status: 401 Unauthorized')
    expect((await registryVerb(['ls'])).stdout).toBe('No credentials for registries.\n')
  })

  it('is refused with wrong credentials, which were saved unchecked', async () => {
    const count = (await kesako.deployments('shop')).length
    await registryVerb(['login', registry.address, ...PIPED, '--no-check'], WRONG)
    const failed = await eventually('it is tried again', async () => {
      const [newest, ...older] = await kesako.deployments('shop')
      return older.length >= count && newest?.end !== undefined ? newest.end : undefined
    })
    expect(failed).toMatchObject({ outcome: 'failed', code: 'image-access-denied' })
    expect(failed.reason).toContain('refuses access with the credentials that Kesako has for it')
  })

  it('is deployed by itself once the right ones are saved, by digest, on both nodes', async () => {
    const login = await registryVerb(
      ['login', `https://${registry.address}/v2/`, ...PIPED],
      FIRST.password,
    )
    expect(login.stdout).toBe(
      `Saved the credentials for ${registry.address}. The registry answered: Login Succeeded.\n`,
    )
    await runs('shop_web', '1')
    const newest = await eventually('its deployment has ended', async () => {
      const [deployment] = await kesako.deployments('shop')
      return deployment?.end === undefined ? undefined : deployment
    })
    expect(newest).toMatchObject({ end: { outcome: 'deployed' }, actor: { via: 'api' } })
    const { source } = await kesako.stack('shop')
    expect(newest.inputsDigest).toBe(source?.inputsDigest)
  })

  it('takes new credentials with the next change, and no task restarts for them', async () => {
    const before = await swarmView(engine.host)
    await registry.setLogin(SECOND)
    await registryVerb(['login', registry.address, ...PIPED], SECOND.password)
    const synced = await kesako.api('POST', '/stacks/shop/sync?wait=true')
    expect(synced.body).toMatchObject({ deployments: [] })
    expect(await swarmView(engine.host)).toEqual(before)

    const revision = await clone.push({ 'docker-compose-shop.yml': compose('2') })
    expect((await kesako.ended('shop', revision)).end?.outcome).toBe('deployed')
    await runs('shop_web', '2')
  })

  it('goes on after logout, and keeps the credentials that it was written with', async () => {
    const before = await swarmView(engine.host)
    await registryVerb(['logout', registry.address])
    const again = await registryVerb(['logout', registry.address])
    expect(again).toMatchObject({ code: 1 })
    await kesako.api('POST', '/sync?wait=true', {})
    expect(await swarmView(engine.host)).toEqual(before)

    const revision = await clone.push({ 'docker-compose-shop.yml': compose('3') })
    expect((await kesako.ended('shop', revision)).end?.outcome).toBe('deployed')
    await runs('shop_web', '3', 'tag')
  })

  it('is never shown the credentials of another registry', async () => {
    await using other = await startRegistry({ login: SECOND, tls: true })
    const image = `${other.address}/team/web:1`
    // The same image and password: with the credentials that the service has it would be pulled.
    await pushImage(engine.host, await loadWorkload(engine.host, '1'), image, SECOND)
    await askEngine(engine.host, 'DELETE', `/images/${image}`)
    // Without a question beforehand, so that the nodes are those who are refused.
    const asked = compose('1', image)
    const revision = await clone.push({
      'docker-compose-shop.yml': `${asked}x-kesako: {resolveImage: never}\n`,
    })
    const { end } = await kesako.ended('shop', revision)
    expect(end).toMatchObject({ outcome: 'failed', code: 'image-access-denied' })
    expect(end?.reason).toContain(`The registry ${other.address} refuses access`)
    await clone.push({ 'docker-compose-shop.yml': null, 'docker-compose-rest.yml': compose('5') })
  })

  it('is tried again at the start, after a log-in that no server heard of', async () => {
    const failed = await eventually('it has failed', async () => {
      const [newest] = await kesako.deployments('rest')
      return newest?.end
    })
    expect(failed).toMatchObject({ outcome: 'failed', code: 'image-access-denied' })
    await kesako.signal('SIGTERM')
    const login = await registryVerb(['login', registry.address, ...PIPED], SECOND.password)
    expect(login.stdout).toContain('Login Succeeded')
    await kesako.start()
    await runs('rest_web', '5')
  })
})

describe.skipIf(given)('files of a person', () => {
  it('take the credentials of the docker config.json, by a helper too', async () => {
    const file = join(folder.path, 'compose.yml')
    await writeFile(file, compose('4'))
    const environment = {
      DOCKER_CONFIG: folder.path,
      PATH: `${folder.path}:${process.env['PATH']}`,
    }
    const args = ['apply', '-c', file, 'mine']
    const without = await runKesako(args, { host: engine.host })
    printed.push(without.stdout, without.stderr)
    expect(without.code).toBe(1)
    expect(without.stdout).toContain(`kesako registry login ${registry.address}`)

    await writeFile(
      join(folder.path, 'config.json'),
      JSON.stringify({ credHelpers: { [registry.address]: 'lab' } }),
    )
    const answer = JSON.stringify({ Username: SECOND.username, Secret: SECOND.password })
    const helper = join(folder.path, 'docker-credential-lab')
    await writeFile(helper, `#!/bin/sh\ncat >/dev/null\necho '${answer}'\n`, { mode: 0o755 })
    const plan = await runKesako(['plan', '-c', file, 'mine'], { host: engine.host, environment })
    const applied = await runKesako(args, { host: engine.host, environment })
    printed.push(plan.stdout, plan.stderr, applied.stdout, applied.stderr)
    expect(applied).toMatchObject({ code: 0 })
    await runs('mine_web', '4')
  })

  it('a stacks repository too', async () => {
    const work = join(folder.path, 'work')
    await mkdir(work)
    await git(work, ['init', '--quiet', '--initial-branch=main'])
    await writeFile(join(work, 'docker-compose-own.yml'), compose('4'))
    await git(work, ['add', '.'])
    await git(work, ['commit', '--quiet', '--message', 'begin'])
    const environment = {
      DOCKER_CONFIG: folder.path,
      PATH: `${folder.path}:${process.env['PATH']}`,
    }
    const applied = await runKesako(['apply', '--repo', work], { host: engine.host, environment })
    printed.push(applied.stdout, applied.stderr)
    expect(applied).toMatchObject({ code: 0 })
    await runs('own_web', '4')
  })
})

it.skipIf(given)('no password is in a log, an answer, the journal, or on the swarm', async () => {
  const answers = await Promise.all(
    ['/stacks', '/deployments', '/registries', '/stacks/shop'].map(async (path) =>
      JSON.stringify((await kesako.api('GET', path)).body),
    ),
  )
  const bare = join(kesako.dataFolder, 'stacks.git')
  const journal = await git(bare, ['log', '--all', '--format=%B', '--patch'])
  const state = await readFile(join(kesako.dataFolder, 'state/registries.json'), 'utf8')
  const swarm = await Promise.all(
    ['/services', '/tasks', '/configs', '/secrets'].map(
      async (path) => (await tryEngine(engine.host, 'GET', path)).body,
    ),
  )
  const all = [kesako.output(), ...printed, ...answers, journal, state, ...swarm].join('\n')
  expect(all).toContain('registry saved')
  expect(all).toContain('image-access-denied')
  for (const { password } of [FIRST, SECOND, { password: WRONG }]) {
    expect(all).not.toContain(password)
    expect(all).not.toContain(Buffer.from(`ana:${password}`).toString('base64').slice(0, -4))
    // As in X-Registry-Auth, whichever bytes come before.
    for (const shift of ['', ' ', '  ']) {
      const inside = Buffer.from(`${shift}${password}`).toString('base64').slice(4, -4)
      expect(all).not.toContain(inside)
    }
  }
})

const PIPED = ['--username', FIRST.username, '--password-stdin'] as const

async function registryVerb(args: readonly string[], input = ''): ReturnType<typeof runKesako> {
  const environment = { KESAKO_DATA: kesako.dataFolder }
  const result = await runKesako(['registry', ...args], { host: engine.host, environment, input })
  printed.push(result.stdout, result.stderr)
  return result
}

function imageOf(tag: string): string {
  return `${registry.address}/team/web:${tag}`
}

function compose(tag: string, image = imageOf(tag)): string {
  return `version: "3.8"
services:
  web:
    image: ${image}
    command: ["work"]
    stop_grace_period: 1s
    deploy:
      replicas: 2
      placement:
        max_replicas_per_node: 1
      restart_policy: {delay: 500ms}
      update_config: {monitor: 1s, parallelism: 0}
`
}

interface RawTask {
  readonly NodeID: string
  readonly Status: { readonly State: string }
  readonly Spec: { readonly ContainerSpec: { readonly Image: string } }
}

/** Waits until a service runs that image on both nodes, by its digest unless the registry wasn't asked. */
async function runs(service: string, tag: string, by: 'digest' | 'tag' = 'digest'): Promise<void> {
  const filters = encodeURIComponent(
    JSON.stringify({ service: [service], 'desired-state': ['running'] }),
  )
  const wanted = `${imageOf(tag)}${by === 'digest' ? '@sha256:' : ''}`
  await eventually(`${service} runs ${wanted} on both nodes`, async () => {
    const tasks = await askEngine<readonly RawTask[]>(
      engine.host,
      'GET',
      `/tasks?filters=${filters}`,
    )
    const running = tasks.filter(
      ({ Status, Spec }) =>
        Status.State === 'running' && Spec.ContainerSpec.Image.startsWith(wanted),
    )
    return new Set(running.map(({ NodeID }) => NodeID)).size === 2
  })
}
