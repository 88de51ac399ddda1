import { describe, expect, it } from 'vitest'
import type { LiveNetwork } from '../live/live-state.ts'
import { networkSpec } from '../plan/test-swarm/specs.ts'
import { sameComparable } from './comparable.ts'
import { comparableNetworks } from './comparable-network.ts'

const subnet = { Driver: '', Options: null, Config: [{ Subnet: '10.9.0.0/24' }] } as const
const spec = networkSpec('shop', 'default', { Options: { encrypted: '' }, IPAM: subnet })
const live: LiveNetwork = {
  id: 'n',
  name: 'shop_default',
  driver: 'overlay',
  scope: 'swarm',
  internal: false,
  attachable: false,
  ingress: false,
  options: { encrypted: '', 'com.docker.network.driver.overlay.vxlanid_list': '4097' },
  ipamDriver: 'default',
  subnets: ['10.9.0.0/24'],
  labels: {},
}
const unallocated = { ...live, driver: '', options: {}, ipamDriver: '', subnets: [] }

describe('a network that was read back', () => {
  it.each([
    ['what the engine assigns is no difference', live, true],
    ['one that the swarm has not allocated yet has no difference', unallocated, true],
    [
      'one without allocation still tells that it is internal',
      { ...unallocated, internal: true },
      false,
    ],
    ['another driver is one', { ...live, driver: 'macvlan' }, false],
    ['another subnet is one', { ...live, subnets: ['10.8.0.0/24'] }, false],
    ['another option is one', { ...live, options: {} }, false],
  ])('%s', (_, read, same) => {
    const { from, to } = comparableNetworks(spec, read)
    expect(sameComparable(from, to)).toBe(same)
  })
})
