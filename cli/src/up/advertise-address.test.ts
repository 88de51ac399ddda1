import { describe, expect, it } from 'vitest'
import { advertiseAddress } from './advertise-address.ts'

const routes = [
  'Iface\tDestination\tGateway\tFlags',
  'eth1\t0000A8C0\t00000000\t0001',
  'eth0\t00000000\t0100000A\t0003',
  '',
].join('\n')
const lo = { name: 'lo', address: '127.0.0.1', internal: true }
const eth0 = { name: 'eth0', address: '10.0.0.7', internal: false }
const eth1 = { name: 'eth1', address: '192.168.0.7', internal: false }

describe('advertiseAddress', () => {
  it.each([
    {
      name: 'takes the interface of the default route',
      given: [lo, eth1, eth0],
      routes,
      expected: '10.0.0.7',
    },
    {
      name: 'takes the first that leaves the machine without a default route',
      given: [lo, eth1],
      routes: '',
      expected: '192.168.0.7',
    },
    {
      name: 'falls back to loopback on a machine without a network',
      given: [lo],
      routes: '',
      expected: '127.0.0.1',
    },
  ])('$name', ({ given, routes: table, expected }) => {
    expect(advertiseAddress(given, table)).toBe(expected)
  })
})
