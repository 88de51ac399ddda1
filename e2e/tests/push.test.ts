import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeFile } from '../scenario/compose.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { objectNames, swarmView } from '../scenario/swarm-view.ts'

const config = (path: string): string => `configs:\n  settings:\n    file: ${path}`
const shop = (image = 'kesako-lab:1'): string =>
  composeFile({
    web: { image, command: ['serve'], replicas: 2 },
    worker: { more: 'environment:\n  LEVEL: info' },
  })
const mail = composeFile(
  { smtp: { more: 'configs:\n  - source: settings\n    target: /settings' } },
  config('./mail.conf'),
)

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.[Symbol.asyncDispose]())

describe('a push', () => {
  it('of two stacks deploys both and says so', async () => {
    const { kesako, clone, engine } = stage
    const revision = await clone.push({
      'docker-compose-shop.yml': shop(),
      'stacks/mail/compose.yml': mail,
      'stacks/mail/mail.conf': 'from: a\n',
      'README.md': 'Our stacks\n',
    })
    const [first, second] = await Promise.all([
      kesako.ended('shop', revision),
      kesako.ended('mail', revision),
    ])
    expect([first.end?.outcome, second.end?.outcome]).toEqual(['deployed', 'deployed'])
    const { tasks } = await swarmView(engine.host)
    expect(tasks['shop_web']).toHaveLength(2)
    const list = await kesako.settled(revision)
    expect(list.stacks.map(({ name, sync, health }) => [name, sync, health])).toEqual([
      ['mail', 'synced', 'healthy'],
      ['shop', 'synced', 'healthy'],
    ])
  })

  it('that changes one stack moves only the versions of its services', async () => {
    const { kesako, clone, engine } = stage
    const before = await swarmView(engine.host)
    const revision = await clone.push({ 'docker-compose-shop.yml': shop('kesako-lab:2') })
    expect((await kesako.ended('shop', revision)).end?.outcome).toBe('deployed')
    const after = await swarmView(engine.host)
    expect(after.versions['mail_smtp']).toBe(before.versions['mail_smtp'])
    expect(after.versions['shop_web']).toBeGreaterThan(before.versions['shop_web'] ?? 0)
    expect(after.tasks['shop_worker']).toEqual(before.tasks['shop_worker'])
  })

  it('that changes only a config file rotates the config and moves only its stack', async () => {
    const { kesako, clone, engine } = stage
    const before = await swarmView(engine.host)
    const revision = await clone.push({ 'stacks/mail/mail.conf': 'from: b\n' })
    expect((await kesako.ended('mail', revision)).end?.outcome).toBe('deployed')
    const after = await swarmView(engine.host)
    expect(after.versions['shop_web']).toBe(before.versions['shop_web'])
    expect(after.tasks['mail_smtp']).not.toEqual(before.tasks['mail_smtp'])
    const { configs } = await objectNames(engine.host)
    expect(configs).toEqual([expect.stringMatching(/^mail_settings-[0-9a-f]{8}$/)])
  })

  it('that touches only a README moves nothing', async () => {
    const { kesako, clone, engine, proxy } = stage
    await sleep(1500)
    const before = await swarmView(engine.host)
    proxy.clear()
    const revision = await clone.push({ 'README.md': 'Our stacks, all of them\n' })
    await kesako.settled(revision)
    await sleep(1000)
    expect(proxy.writes()).toEqual([])
    expect(await swarmView(engine.host)).toEqual(before)
  })

  it('of the same revision again, and a sync of it, writes nothing to the engine', async () => {
    const { kesako, clone, proxy } = stage
    proxy.clear()
    await clone.tryPush('origin', 'HEAD:main')
    const answer = await kesako.api('POST', '/sync?wait=true', {})
    expect(answer.status).toBe(200)
    expect(proxy.writes()).toEqual([])
  })

  it('that disables a stack takes it off the swarm, and enabling brings it back', async () => {
    const { kesako, clone, engine } = stage
    const off = await clone.push({ 'stacks/mail/stack.json': '{"enabled": false}\n' })
    expect((await kesako.ended('mail', off)).end?.outcome).toBe('removed')
    expect((await objectNames(engine.host)).services).toEqual(['shop_web', 'shop_worker'])
    expect((await kesako.stack('mail')).enabled).toBe(false)
    const on = await clone.push({ 'stacks/mail/stack.json': '{"enabled": true}\n' })
    expect((await kesako.ended('mail', on)).end?.outcome).toBe('deployed')
  })

  it('that deletes a stack removes all of it and nothing else', async () => {
    const { kesako, clone, engine } = stage
    const before = await swarmView(engine.host)
    const revision = await clone.push({ 'stacks/mail': null })
    expect((await kesako.ended('mail', revision)).end?.outcome).toBe('removed')
    expect(await objectNames(engine.host)).toEqual({
      services: ['shop_web', 'shop_worker'],
      networks: ['shop_default'],
      secrets: [],
      configs: [],
    })
    expect((await swarmView(engine.host)).versions['shop_web']).toBe(before.versions['shop_web'])
  })

  it.each(['yaml', 'json'])('reads a Compose file that ends in .%s', async (ending) => {
    const { kesako, clone } = stage
    const content =
      ending === 'json'
        ? '{"version":"3.8","x-kesako":{"resolveImage":"never"},"services":{"a":{"image":"kesako-lab:1","command":["work"],"stop_grace_period":"1s"}}}'
        : composeFile({ a: {} })
    const revision = await clone.push({ [`docker-compose-form-${ending}.${ending}`]: content })
    expect((await kesako.ended(`form-${ending}`, revision)).end?.outcome).toBe('deployed')
  })
})
