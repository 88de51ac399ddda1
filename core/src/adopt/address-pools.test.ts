import { expect, it } from 'vitest'
import { DEFAULT_ADDRESS_POOLS, isAllocated } from './address-pools.ts'

it.each([
  ['10.0.1.0/24', true],
  ['10.255.255.0/24', true],
  ['10.0.0.0/16', false],
  ['11.0.1.0/24', false],
  ['172.28.0.0/24', false],
  ['fd00::/64', false],
  ['nonsense', false],
])('%s: chosen by the swarm: %s', (subnet, expected) => {
  expect(isAllocated(subnet, DEFAULT_ADDRESS_POOLS)).toBe(expected)
})

it('follows the pools of the swarm', () => {
  const pools = { pools: ['192.168.128.0/17'], subnetSize: 26 }
  expect(isAllocated('192.168.200.64/26', pools)).toBe(true)
  expect(isAllocated('192.168.1.0/26', pools)).toBe(false)
  expect(isAllocated('10.0.1.0/24', pools)).toBe(false)
})
