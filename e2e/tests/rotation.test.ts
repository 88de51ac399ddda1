import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askEngine, runProgram } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'

const SHOP = composeFile(
  { web: { more: 'configs: [page]\nsecrets: [key]' } },
  'configs: { page: { file: ./page.txt } }\nsecrets: { key: { file: ./key.txt } }',
)
const fixed = (name: string): string =>
  composeFile(
    { web: { more: 'configs: [page]' } },
    `configs: { page: { name: ${name}, file: ./page.txt } }`,
  )
const rotatedKey = expect.stringMatching(/^shop_key-[0-9a-f]{8}$/)
const rotatedPage = expect.stringMatching(/^shop_page-[0-9a-f]{8}$/)

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ tags: ['1'] })
})
afterAll(() => stage?.[Symbol.asyncDispose]())

async function endOf(stack: string, files: Readonly<Record<string, string>>) {
  const revision = await stage.clone.push(files)
  return (await stage.kesako.ended(stack, revision)).end
}

/** By its own name, or as it was rotated. */
async function contents() {
  const { configs, secrets } = await objectNames(stage.engine.host)
  return { configs, secrets }
}

const docker = (...args: readonly string[]): Promise<string> =>
  runProgram('docker', args, {
    env: { PATH: process.env['PATH'], DOCKER_HOST: stage.engine.host, HOME: '/nonexistent' },
    input: 'theirs',
  })

describe('content that changes', () => {
  it('goes from A to B and back to A, with one object at each end', async () => {
    const a = { 'page.txt': 'page A\n', 'key.txt': 'topsecret-A' }
    const b = { 'page.txt': 'page B\n', 'key.txt': 'topsecret-B' }
    expect((await endOf('shop', { 'docker-compose-shop.yml': SHOP, ...a }))?.outcome).toBe(
      'deployed',
    )
    expect(await contents()).toEqual({ configs: ['shop_page'], secrets: ['shop_key'] })
    expect((await endOf('shop', b))?.outcome).toBe('deployed')
    expect(await contents()).toEqual({ configs: [rotatedPage], secrets: [rotatedKey] })
    expect((await endOf('shop', a))?.outcome).toBe('deployed')
    expect(await contents()).toEqual({ configs: ['shop_page'], secrets: ['shop_key'] })
  })

  it('of a secret is neither in the log nor in the journal', async () => {
    const { kesako, clone } = stage
    await clone.git('fetch', '--quiet', 'origin', 'refs/kesako/*:refs/kesako/*')
    const journal = await clone.git('log', '-p', 'refs/kesako/deployments/shop')
    expect(journal).toContain('shop_key')
    for (const text of [journal, kesako.output()]) expect(text).not.toContain('topsecret')
  })

  it('under a fixed name is held until `rotate: true`', async () => {
    const files = { 'docker-compose-fixed.yml': fixed('front-page') }
    expect((await endOf('fixed', files))?.outcome).toBe('deployed')
    expect(await endOf('fixed', { 'page.txt': 'page C\n' })).toMatchObject({
      outcome: 'held',
      reason: expect.stringContaining('front-page'),
    })
    expect((await endOf('fixed', { 'stack-fixed.json': '{"rotate": true}' }))?.outcome).toBe(
      'deployed',
    )
    expect((await contents()).configs).toContainEqual(
      expect.stringMatching(/^front-page-[0-9a-f]{8}$/),
    )
    expect((await contents()).configs).not.toContain('front-page')
  })
})

describe('a config, secret or network of somebody else', () => {
  it('holds the stack that wants its name, and stays as it is', async () => {
    await docker('config', 'create', 'their-page', '-')
    await docker('secret', 'create', 'clash_key', '-')
    await docker('network', 'create', '--driver', 'overlay', 'clash_default')
    const clash = composeFile(
      { web: { more: 'configs: [page]\nsecrets: [key]' } },
      'configs: { page: { name: their-page, file: ./page.txt } }\nsecrets: { key: { file: ./key.txt } }',
    )
    expect(await endOf('clash', { 'docker-compose-clash.yml': clash })).toMatchObject({
      outcome: 'held',
      reason: expect.stringMatching(/their-page.*clash_key|clash_key.*their-page/s),
    })
    const { services, networks, secrets, configs } = await objectNames(stage.engine.host)
    expect(services.filter((name) => name.startsWith('clash'))).toEqual([])
    expect(
      [networks, secrets, configs].map((names) => names.filter((name) => /clash|their/.test(name))),
    ).toEqual([['clash_default'], ['clash_key'], ['their-page']])
    const { Spec } = await askEngine<{ readonly Spec: { readonly Labels: object } }>(
      stage.engine.host,
      'GET',
      '/configs/their-page',
    )
    expect(Spec.Labels).toEqual({})
  })
})

describe('a server that lost its state folder, and the key of its digests with it', () => {
  it('restarts nothing, and finds the same secret equal', async () => {
    const { kesako, engine } = stage
    const state = join(kesako.dataFolder, 'state')
    const key = await readFile(join(state, 'digest-key'), 'utf8')
    const before = await swarmView(engine.host)
    await kesako.signal('SIGTERM')
    await rm(state, { recursive: true })
    await kesako.start()
    const answer = await kesako.api('POST', '/sync?wait=true', {})
    expect(answer.status).toBe(200)
    expect(await readFile(join(state, 'digest-key'), 'utf8')).not.toBe(key)
    expect(await swarmView(engine.host)).toEqual(before)
    expect(await kesako.stack('shop')).toMatchObject({ sync: 'synced', health: 'healthy' })
  })
})
