import type { LiveNetwork } from '@kesako/core'
import { expect, test } from 'vitest'
import type { GetEngine } from './behaviour.ts'
import { networkSpec, serviceSpec, statesOf } from './behaviour-objects.ts'

export function networkBehaviour(engine: GetEngine): void {
  async function live(id: string): Promise<LiveNetwork | undefined> {
    return (await engine().liveState()).networks.find((network) => network.id === id)
  }

  test('a network is found by id and by its whole name', async () => {
    const spec = { ...networkSpec('found'), Options: { a: 'b' }, Attachable: true }
    const id = await engine().createNetwork(spec)
    expect(await engine().network(id)).toEqual({ id, scope: 'swarm' })
    expect(await engine().network('found')).toEqual({ id, scope: 'swarm' })
    expect(await engine().network('foun')).toBeUndefined()
    expect(await engine().network('bridge')).toMatchObject({ scope: 'local' })
    // Subnets are given out a moment after the creation.
    await expect.poll(async () => (await live(id))?.subnets).toHaveLength(1)
    expect(await live(id)).toEqual({
      id,
      name: 'found',
      driver: 'overlay',
      scope: 'swarm',
      internal: false,
      attachable: true,
      ingress: false,
      options: {
        a: 'b',
        'com.docker.network.driver.overlay.vxlanid_list': expect.stringMatching(/^\d+$/),
      },
      ipamDriver: 'default',
      subnets: [expect.stringMatching(/^10\.\d+\.\d+\.0\/24$/)],
      labels: spec.Labels,
    })
  })

  test('keeps the subnet that was asked for', async () => {
    const Config = [{ Subnet: '10.211.0.0/24' }]
    const IPAM = { Driver: '', Options: null, Config }
    const id = await engine().createNetwork({ ...networkSpec('subnet'), IPAM })
    await expect.poll(() => live(id)).toMatchObject({ subnets: ['10.211.0.0/24'] })
  })

  test('a name is taken once, also by networks that every engine has', async () => {
    await engine().createNetwork(networkSpec('once'))
    for (const name of ['once', 'bridge']) {
      await expect(engine().createNetwork(networkSpec(name))).rejects.toMatchObject({
        kind: 'conflict',
        message: `Could not create network ${name}: network with name ${name} already exists`,
      })
    }
  })

  test('a network in use stays', async () => {
    const id = await engine().createNetwork(networkSpec('used'))
    const Networks = [{ Target: 'used' }]
    const service = await engine().createService(serviceSpec('user', { template: { Networks } }))
    await expect(engine().removeNetwork(id)).rejects.toMatchObject({ kind: 'conflict' })
    await engine().removeService(service)
    await engine().removeNetwork(id)
    await expect(engine().removeNetwork(id)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('a network that tasks used is gone at once, and can be made again at once', async () => {
    const id = await engine().createNetwork(networkSpec('again'))
    const Networks = [{ Target: 'again' }]
    const service = await engine().createService(serviceSpec('before', { template: { Networks } }))
    await expect.poll(() => statesOf(engine(), service), { timeout: 20_000 }).toEqual(['running'])
    await engine().removeService(service)
    await engine().removeNetwork(id)
    expect(await engine().network('again')).toBeUndefined()
    const { networks } = await engine().liveState()
    expect(networks.map((network) => network.name)).not.toContain('again')

    const next = await engine().createNetwork(networkSpec('again'))
    expect(next).not.toBe(id)
    expect(await engine().network('again')).toEqual({ id: next, scope: 'swarm' })
    const after = await engine().createService(serviceSpec('after', { template: { Networks } }))
    await expect.poll(() => statesOf(engine(), after), { timeout: 20_000 }).toEqual(['running'])
  })
}
