import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askEngine, type RecordedRequest } from '../lab/index.ts'
import type { TestService } from '../scenario/compose.ts'
import { healthyAfter, migration, stagedFile } from '../scenario/staged-files.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'

const FILE = 'docker-compose-shop.yml'
const WAVES = 'wave: { migrate: -1, proxy: 1 }'

/** A migration that takes two seconds, then what needs it, then what faces the users. */
function shop(over: Readonly<Record<string, TestService>> = {}): string {
  const services = { migrate: migration(['sleep', '2']), web: {}, proxy: {} }
  return stagedFile({ ...services, ...over }, WAVES)
}

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())
beforeEach(() => stage.proxy.clear())

/** Writes of services in their order: full name and moment. */
async function writes(): Promise<readonly { readonly name: string; readonly atMs: number }[]> {
  const { versions } = await swarmView(stage.engine.host)
  const ids = new Map<string, string>()
  for (const name of Object.keys(versions)) {
    const { ID } = await askEngine<{ readonly ID: string }>(
      stage.engine.host,
      'GET',
      `/services/${name}`,
    )
    ids.set(ID, name)
  }
  return stage.proxy
    .writes()
    .filter(({ path }) => path.startsWith('/services/'))
    .map((request) => ({ name: nameOf(request, ids), atMs: request.atMs }))
}

function nameOf({ path, body }: RecordedRequest, ids: ReadonlyMap<string, string>): string {
  const [, id = ''] = /^\/services\/([^/]+)\/update/.exec(path) ?? []
  const isNamed = typeof body === 'object' && body !== null && 'Name' in body
  return ids.get(id) ?? (isNamed ? String(body.Name) : path)
}

interface RawTask {
  readonly ID: string
  readonly Status: { readonly State: string; readonly Timestamp: string }
  readonly CreatedAt: string
}

async function tasksOf(service: string): Promise<readonly RawTask[]> {
  const filters = encodeURIComponent(JSON.stringify({ service: [service] }))
  return askEngine<readonly RawTask[]>(stage.engine.host, 'GET', `/tasks?filters=${filters}`)
}

async function outcomeOf(stack: string, revision: string): Promise<string> {
  const { end } = await stage.kesako.ended(stack, revision, 60_000)
  return [end?.outcome, end?.code].filter((part) => part !== undefined).join(' ')
}

describe('waves on a real swarm', () => {
  it('begin with a migration that completes before a task of a later one exists', async () => {
    const revision = await stage.clone.push({ [FILE]: shop() })
    expect(await outcomeOf('shop', revision)).toBe('deployed')
    expect((await writes()).map(({ name }) => name)).toEqual([
      'shop_migrate',
      'shop_web',
      'shop_proxy',
    ])
    const [job] = await tasksOf('shop_migrate')
    const [web] = await tasksOf('shop_web')
    expect(job?.Status.State).toBe('complete')
    expect(Date.parse(web?.CreatedAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(job?.Status.Timestamp ?? ''),
    )
    expect(await stage.kesako.stack('shop')).toMatchObject({ sync: 'synced', health: 'healthy' })
  })

  it('update in their order, each when the one before runs again, and run no migration again', async () => {
    const before = await tasksOf('shop_migrate')
    const slow = { more: `environment: { LEVEL: "2" }\n${healthyAfter(3)}` }
    const text = shop({ web: slow, proxy: { more: 'environment: { LEVEL: "2" }' } })
    const revision = await stage.clone.push({ [FILE]: text })
    expect(await outcomeOf('shop', revision)).toBe('deployed')
    const [web, proxy] = await writes()
    expect([web?.name, proxy?.name]).toEqual(['shop_web', 'shop_proxy'])
    expect((proxy?.atMs ?? 0) - (web?.atMs ?? 0)).toBeGreaterThan(3000)
    expect((await tasksOf('shop_migrate')).map(({ ID }) => ID)).toEqual(before.map(({ ID }) => ID))
  })

  it('end with the one that fails, in the next passes too, until it is repaired', async () => {
    const { versions } = await swarmView(stage.engine.host)
    const fail = migration(['fail'])
    const changed = { more: 'environment: { LEVEL: "3" }' }
    const broken = await stage.clone.push({
      [FILE]: shop({ migrate: fail, web: changed, proxy: changed }),
    })
    const { end } = await stage.kesako.ended('shop', broken, 60_000)
    expect(end).toMatchObject({ outcome: 'failed', code: 'job-failed' })
    expect(end?.reason).toMatch(
      / This was stage 1 of 3 \(wave -1\), so shop_web and shop_proxy were not deployed\.$/,
    )
    expect((await stage.kesako.api('POST', '/stacks/shop/sync')).status).toBeLessThan(300)
    const other = await stage.clone.push({
      [FILE]: shop({ migrate: fail, web: { more: 'environment: { LEVEL: "4" }' }, proxy: changed }),
    })
    expect(await outcomeOf('shop', other)).toBe('failed job-failed')
    const now = await swarmView(stage.engine.host)
    for (const name of ['shop_web', 'shop_proxy']) {
      expect(now.versions[name]).toBe(versions[name])
    }
    const repaired = await stage.clone.push({ [FILE]: shop({ web: changed, proxy: changed }) })
    expect(await outcomeOf('shop', repaired)).toBe('deployed')
    const done = await swarmView(stage.engine.host)
    for (const name of ['shop_web', 'shop_proxy']) {
      expect(done.versions[name]).toBeGreaterThan(versions[name] ?? 0)
    }
  })

  it('let no service begin whose own dependency isn’t healthy', async () => {
    const web = { more: 'x-kesako: { dependsOn: [db] }' }
    const db = { more: healthyAfter(3) }
    const revision = await stage.clone.push({
      'docker-compose-pair.yml': stagedFile({ api: web, db }, 'deadline: 1m'),
    })
    expect(await outcomeOf('pair', revision)).toBe('deployed')
    const [first, second] = await writes()
    expect([first?.name, second?.name]).toEqual(['pair_db', 'pair_api'])
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(3000)
  })

  it('that contradict each other are refused when they are pushed', async () => {
    const web = { more: 'x-kesako: { dependsOn: [proxy] }' }
    await stage.clone.commit({ [FILE]: shop({ web }) })
    const { ok, output } = await stage.clone.tryPush('origin', 'main')
    expect(ok).toBe(false)
    expect(output).toMatch(
      /docker-compose-shop\.yml:\d+:\d+: error: the service "web" of wave 0 waits for "proxy" of wave 1/,
    )
    await stage.clone.git('reset', '--quiet', '--hard', 'origin/main')
  })
})

describe('stacks that depend on others', () => {
  const DB = 'docker-compose-zdb.yml'
  const APP = 'docker-compose-app.yml'
  const app = stagedFile({ web: {} }, 'dependsOn: [zdb]')
  const db = (command: readonly string[], more = ''): string =>
    stagedFile({ data: { command, more } }, 'deadline: 1m')

  it('wait for one that fails, and go on by themselves when it is repaired', async () => {
    const first = await stage.clone.push({ [DB]: db(['fail']), [APP]: app })
    expect(await outcomeOf('zdb', first)).toBe('failed crash-loop')
    const { end } = await stage.kesako.ended('app', first, 60_000)
    expect(end).toMatchObject({ outcome: 'held', code: 'waits-for-stack' })
    expect(end?.reason).toMatch(/^It waits for the stack zdb, which failed: /)
    expect(await stage.kesako.stack('app')).toMatchObject({
      sync: 'held',
      syncReason: expect.stringMatching(/^It waits for the stack zdb, which failed: /),
    })
    expect((await objectNames(stage.engine.host)).services).not.toContain('app_web')
    const repaired = await stage.clone.push({ [DB]: db(['work'], healthyAfter(3)) })
    expect(await outcomeOf('app', repaired)).toBe('deployed')
  })

  it('are deployed after a slow one of the same push', async () => {
    const level = 'environment: { LEVEL: "2" }'
    const text = stagedFile({ web: { more: level } }, 'dependsOn: [zdb]')
    const revision = await stage.clone.push({
      [DB]: db(['work'], `${level}\n${healthyAfter(3)}`),
      [APP]: text,
    })
    expect(await outcomeOf('app', revision)).toBe('deployed')
    const updates = (await writes()).filter(({ name }) => /^(app|zdb)_/.test(name))
    expect(updates.map(({ name }) => name)).toEqual(['zdb_data', 'app_web'])
    expect((updates[1]?.atMs ?? 0) - (updates[0]?.atMs ?? 0)).toBeGreaterThan(3000)
  })

  it('in a circle, or without the one that they name, are refused when they are pushed', async () => {
    await stage.clone.commit({ [DB]: stagedFile({ data: {} }, 'dependsOn: [app]') })
    const circle = await stage.clone.tryPush('origin', 'main')
    expect(circle.ok).toBe(false)
    expect(circle.output).toMatch(
      /docker-compose-zdb\.yml:\d+:\d+: error: stacks wait for each other in a circle: app -> zdb -> app/,
    )
    await stage.clone.git('reset', '--quiet', '--hard', 'origin/main')
    await stage.clone.commit({ [DB]: null })
    const unknown = await stage.clone.tryPush('origin', 'main')
    expect(unknown.ok).toBe(false)
    expect(unknown.output).toMatch(
      /docker-compose-app\.yml:\d+:\d+: error: this repository has no stack "zdb"/,
    )
    await stage.clone.git('reset', '--quiet', '--hard', 'origin/main')
  })
})
