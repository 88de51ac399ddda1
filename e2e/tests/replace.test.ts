import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askEngine } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { eventually } from '../scenario/eventually.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { swarmView } from '../scenario/swarm-view.ts'

const network = (attachable: boolean): string =>
  `networks: { default: { attachable: ${attachable} } }`
const SHOP = composeFile({ a: {}, b: {} }, network(false))
const ATTACHABLE = composeFile({ a: {}, b: {} }, network(true))
const GLOBAL = composeFile({ a: {} }).replace('replicas: 1', 'mode: global')

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ tags: ['1'] })
})
afterAll(() => stage?.[Symbol.asyncDispose]())

async function endOf(stack: string, files: Readonly<Record<string, string>>) {
  const revision = await stage.clone.push(files)
  return (await stage.kesako.ended(stack, revision)).end
}

async function isAttachable(): Promise<boolean> {
  const { Attachable } = await askEngine<{ readonly Attachable: boolean }>(
    stage.engine.host,
    'GET',
    '/networks/net_default',
  )
  return Attachable
}

describe('a network, which the engine can’t change', () => {
  it('is held with its difference, and what runs on it stays as it is', async () => {
    expect((await endOf('net', { 'docker-compose-net.yml': SHOP }))?.outcome).toBe('deployed')
    const before = await swarmView(stage.engine.host)
    const held = await endOf('net', { 'docker-compose-net.yml': ATTACHABLE })
    expect(held).toMatchObject({ outcome: 'held', reason: expect.stringContaining('net_default') })
    expect(await swarmView(stage.engine.host)).toEqual(before)
  })

  it('keeps a dropped service while the one that may take its place is held', async () => {
    const renamed = composeFile({ a: {}, c: {} }, network(true))
    const held = await endOf('net', { 'docker-compose-net.yml': renamed })
    expect(held).toMatchObject({ outcome: 'held', reason: expect.stringContaining('net_c') })
    expect((await swarmView(stage.engine.host)).tasks['net_b']).toHaveLength(1)
  })

  it('is removed and made anew with `replace: true`, its services with it', async () => {
    const end = await endOf('net', {
      'docker-compose-net.yml': ATTACHABLE,
      'stack-net.json': '{"replace": true}',
    })
    expect(end?.outcome).toBe('deployed')
    expect(await isAttachable()).toBe(true)
    const { tasks } = await swarmView(stage.engine.host)
    expect([tasks['net_a'], tasks['net_b']].map((list) => list?.length)).toEqual([1, 1])
  })
})

describe('a network that something outside of the stack uses', () => {
  it('stays, with what ran on it running again, and says what uses it', async () => {
    const { host } = stage.engine
    const { Id } = await askEngine<{ readonly Id: string }>(host, 'POST', '/containers/create', {
      Image: 'kesako-lab:1',
      Cmd: ['work'],
      HostConfig: { NetworkMode: 'net_default' },
    })
    await askEngine(host, 'POST', `/containers/${Id}/start`)
    const end = await endOf('net', { 'docker-compose-net.yml': SHOP })
    expect(end).toMatchObject({ outcome: 'failed', code: 'network-in-use' })
    expect(end?.reason).toContain('net_default')
    expect(await isAttachable()).toBe(true)
    await eventually('its services run on the old network', async () => {
      const { tasks } = await swarmView(host)
      return tasks['net_a']?.length === 1 && tasks['net_b']?.length === 1
    })
    await askEngine(host, 'DELETE', `/containers/${Id}?force=1`)
  })

  it('is replaced by a sync once that is gone', async () => {
    await stage.kesako.api('POST', '/stacks/net/sync?wait=true')
    expect((await stage.kesako.deployments('net'))[0]?.end?.outcome).toBe('deployed')
    expect(await isAttachable()).toBe(false)
  })
})

describe('the mode of a service, which the engine can’t change', () => {
  it('is held, and replaced with `replace: true`', async () => {
    const replicated = composeFile({ a: {} })
    expect((await endOf('mode', { 'docker-compose-mode.yml': replicated }))?.outcome).toBe(
      'deployed',
    )
    expect(await endOf('mode', { 'docker-compose-mode.yml': GLOBAL })).toMatchObject({
      outcome: 'held',
      reason: expect.stringContaining('from replicated to global'),
    })
    expect((await endOf('mode', { 'stack-mode.json': '{"replace": true}' }))?.outcome).toBe(
      'deployed',
    )
    const { Spec } = await askEngine<{ readonly Spec: { readonly Mode: object } }>(
      stage.engine.host,
      'GET',
      '/services/mode_a',
    )
    expect(Spec.Mode).toEqual({ Global: {} })
  })
})
