import { setTimeout as sleep } from 'node:timers/promises'
import type { Deployment } from '@kesako/core'
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

const config = (path: string): string => `configs:\n  settings:\n    file: ${path}`
const withConfig = { more: 'configs:\n  - source: settings\n    target: /settings' }

function outcomes(deployments: readonly Deployment[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    deployments.map(({ stack, end }) => [stack, `${end?.outcome}: ${end?.reason ?? ''}`]),
  )
}

async function versions(): Promise<Readonly<Record<string, number>>> {
  const services = await swarm.engine.services()
  return Object.fromEntries(services.map(({ spec, version }) => [spec.Name, version]))
}

function writes(): readonly string[] {
  return swarm.proxy.writes().map(({ method, path }) => `${method} ${path}`)
}

describe('a runner on a real swarm', () => {
  it('deploys two stacks side by side, and says so', async () => {
    const result = await stage.push({
      'docker-compose-shop.yml': compose({ web: { replicas: 2 }, worker: {} }),
      'docker-compose-mail.yml': compose({ smtp: withConfig }, config('mail.conf')),
      'mail.conf': 'from: a\n',
    })
    expect(outcomes(result.deployments)).toEqual({ mail: 'deployed: ', shop: 'deployed: ' })
    const overview = await stage.runner.overview()
    expect(overview.stacks.map(({ name, sync, health }) => [name, sync, health])).toEqual([
      ['mail', 'synced', 'healthy'],
      ['shop', 'synced', 'healthy'],
    ])
    const types = stage.events.filter((event) => 'stack' in event && event.stack === 'shop')
    expect(types.at(-1)).toMatchObject({ type: 'deployment-ended', end: { outcome: 'deployed' } })
    const [entry] = await stage.repository.journal.history('shop', 10)
    expect(entry?.end?.outcome).toBe('deployed')
    expect(entry?.changes.map(({ action, name }) => `${action} ${name}`)).toEqual([
      'create shop_default',
      'create shop_web',
      'create shop_worker',
    ])
  })

  it('writes nothing at all for the same revision', async () => {
    const before = await stage.repository.journal.history('shop', 100)
    swarm.proxy.clear()
    const result = await stage.runner.trigger({ name: 'timer', via: 'timer' })
    const asked = await stage.runner.sync({ actor: { name: 'Ada', via: 'api' } })
    expect([...result.deployments, ...asked.deployments]).toEqual([])
    expect(writes()).toEqual([])
    expect(await stage.repository.journal.history('shop', 100)).toEqual(before)
  })

  it('moves only the stack that a commit changes, and of it no task that needs no change', async () => {
    const before = await versions()
    const tasks = (await swarm.engine.tasks()).map(({ id }) => id)
    const result = await stage.push({
      'docker-compose-shop.yml': compose({ web: { replicas: 3 }, worker: {} }),
    })
    expect(outcomes(result.deployments)).toEqual({ shop: 'deployed: ' })
    const after = await versions()
    expect(after['mail_smtp']).toBe(before['mail_smtp'])
    expect(after['shop_web']).toBeGreaterThan(before['shop_web'] ?? 0)
    const now = (await swarm.engine.tasks()).map(({ id }) => id)
    expect(now).toEqual(expect.arrayContaining(tasks))
    expect(now).toHaveLength(tasks.length + 1)
  })

  it('rotates a config whose file changed, and removes the old one last', async () => {
    swarm.proxy.clear()
    const result = await stage.push({ 'mail.conf': 'from: b\n' })
    expect(outcomes(result.deployments)).toEqual({ mail: 'deployed: ' })
    const lines = writes().map((line) => line.replace(/[0-9a-z]{25}/, 'ID'))
    expect(lines.filter((line) => line !== 'POST /configs/ID/update')).toEqual([
      'POST /configs/create',
      'POST /configs/create',
      'POST /services/ID/update',
      'DELETE /configs/ID',
      'DELETE /configs/ID',
    ])
    const { configs } = await swarm.engine.liveState()
    expect(configs.map(({ spec }) => spec.Name)).toEqual([
      expect.stringMatching(/^mail_settings-[0-9a-f]{8}$/),
    ])
  })

  it('shows drift, leaves it alone, and repairs it when asked', async () => {
    const web = (await swarm.engine.services()).find(({ spec }) => spec.Name === 'shop_web')
    if (web === undefined) throw new Error('shop_web is missing')
    const scaled = { ...web.spec, Mode: { Replicated: { Replicas: 1 } } }
    await swarm.engine.updateService(web.id, web.version, scaled)
    swarm.proxy.clear()
    const pass = await stage.runner.trigger({ name: 'timer', via: 'timer' })
    expect(pass.deployments).toEqual([])
    expect(writes()).toEqual([])
    await sleep(1100)
    const overview = await stage.runner.overview()
    expect(overview.stacks.find(({ name }) => name === 'shop')).toMatchObject({ sync: 'drifted' })
    const repaired = await stage.runner.sync({
      actor: { name: 'Ada', via: 'api' },
      stacks: ['shop'],
    })
    expect(outcomes(repaired.deployments)).toEqual({ shop: 'deployed: ' })
    const now = (await swarm.engine.services()).find(({ spec }) => spec.Name === 'shop_web')
    expect(now?.spec.Mode).toEqual({ Replicated: { Replicas: 3 } })
  })

  it('repairs drift by itself where the repository says selfHeal', async () => {
    await stage.push({ 'kesako.yml': 'selfHeal: true\n' })
    const web = (await swarm.engine.services()).find(({ spec }) => spec.Name === 'shop_web')
    if (web === undefined) throw new Error('shop_web is missing')
    await swarm.engine.removeService(web.id)
    const healed = await stage.runner.trigger({ name: 'timer', via: 'timer' })
    expect(outcomes(healed.deployments)).toEqual({ shop: 'deployed: ' })
    expect(healed.deployments[0]?.actor.via).toBe('self-heal')
    await stage.push({ 'kesako.yml': null })
  })

  it('fails for an image that does not exist, once, and is well after the fix', async () => {
    const bad = compose({ web: { replicas: 3, image: 'kesako-lab:none' }, worker: {} })
    const result = await stage.push({ 'docker-compose-shop.yml': bad })
    expect(result.deployments[0]?.end).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('kesako-lab:none'),
    })
    swarm.proxy.clear()
    const again = await stage.runner.trigger({ name: 'timer', via: 'timer' })
    expect(again.deployments).toEqual([])
    expect(writes()).toEqual([])
    const fixed = await stage.push({
      'docker-compose-shop.yml': compose({ web: { replicas: 1 }, worker: {} }),
    })
    expect(outcomes(fixed.deployments)).toEqual({ shop: 'deployed: ' })
  })

  it('records broken inputs once, and leaves what runs alone', async () => {
    const before = await versions()
    const result = await stage.push({
      'docker-compose-mail.yml': 'services:\n  smtp:\n    imago: x\n',
    })
    expect(result.deployments[0]).toMatchObject({
      stack: 'mail',
      end: { outcome: 'failed', code: 'inputs-broken' },
    })
    expect((await stage.runner.trigger({ name: 'timer', via: 'timer' })).deployments).toEqual([])
    expect(await versions()).toEqual(before)
    await stage.push({
      'docker-compose-mail.yml': compose({ smtp: withConfig }, config('mail.conf')),
    })
    expect(await versions()).toEqual(before)
  })

  it('ends on the newer of two revisions, and records the older as superseded', async () => {
    await stage.commit({
      'docker-compose-shop.yml': compose({
        web: { command: ['healthy-after', 'never'], replicas: 1 },
        worker: {
          more: 'environment:\n  LEVEL: slow\nhealthcheck:\n  test: ["CMD", "healthy-after", "60"]\n  start_period: 60s',
        },
      }),
    })
    swarm.proxy.clear()
    const first = stage.runner.trigger({ name: 'Ada', via: 'push' })
    await swarm.proxy.waitFor({ method: 'POST', path: /\/services\/.*\/update/ })
    await sleep(500)
    const second = await stage.push({
      'docker-compose-shop.yml': compose({ web: { replicas: 1 }, worker: {} }),
    })
    expect(outcomes((await first).deployments)['shop']).toMatch(/^superseded/)
    expect(outcomes(second.deployments)).toEqual({ shop: 'deployed: ' })
  })

  it('takes up a deployment that was cut off', async () => {
    const slow = 'healthcheck:\n  test: ["CMD", "healthy-after", "3"]\n  interval: 1s\n  retries: 9'
    await stage.commit({
      'docker-compose-shop.yml': compose({ web: { more: slow }, worker: {} }),
    })
    swarm.proxy.clear()
    const cut = stage.restart()
    const dead = cut.trigger({ name: 'Ada', via: 'push' })
    await swarm.proxy.waitFor({ method: 'POST', path: /\/services\/.*\/update/ })
    await cut.stop()
    expect((await dead).deployments).toEqual([])
    const [open] = await stage.repository.journal.history('shop', 1)
    expect(open?.end).toBeUndefined()
    const next = stage.restart()
    const result = await next.trigger({ name: 'kesako', via: 'start' })
    expect(outcomes(result.deployments)).toEqual({ shop: 'deployed: ' })
    const [ended] = await stage.repository.journal.history('shop', 1)
    expect(ended?.id).toBe(open?.id)
    expect(ended?.end?.outcome).toBe('deployed')
  })

  it('holds the removal of all its stacks until somebody confirms it', async () => {
    const result = await stage.push({
      'docker-compose-shop.yml': null,
      'docker-compose-mail.yml': null,
      'README.md': 'empty\n',
    })
    expect(result.deployments).toEqual([])
    await sleep(1100)
    const overview = await stage.runner.overview()
    expect(overview.stacks.map(({ name, sync }) => [name, sync])).toEqual([
      ['mail', 'held'],
      ['shop', 'held'],
    ])
    const removed = await stage.runner.sync({
      actor: { name: 'Ada', via: 'api' },
      confirmRemovals: true,
    })
    expect(outcomes(removed.deployments)).toEqual({ mail: 'removed: ', shop: 'removed: ' })
    const live = await swarm.engine.liveState()
    expect([live.services, live.configs, live.secrets]).toEqual([[], [], []])
    expect(live.networks.filter(({ name }) => /^(shop|mail)_/.test(name))).toEqual([])
  })
})
