import { expect, it } from 'vitest'
import { requestOrigin, type Arrival } from './request-origin.ts'
import { goesAroundProxy, trustedProxies } from './trusted-proxies.ts'

const arrival: Arrival = {
  remoteAddress: '10.0.0.9',
  encrypted: false,
  host: 'inner:8080',
  forwardedFor: '6.6.6.6, 192.0.2.7',
  forwardedProto: 'https',
  forwardedHost: 'kesako.example.org',
}

it('believes no forwarding header of somebody', () => {
  expect(requestOrigin(arrival, trustedProxies([]))).toEqual({
    address: '10.0.0.9',
    secure: false,
    host: 'inner:8080',
  })
})

it('believes those of a trusted proxy, up to the last hop that is not one', () => {
  expect(requestOrigin(arrival, trustedProxies(['10.0.0.0/8']))).toEqual({
    address: '192.0.2.7',
    secure: true,
    host: 'kesako.example.org',
  })
  const twoProxies = { ...arrival, forwardedFor: '192.0.2.7, 10.0.0.8' }
  expect(requestOrigin(twoProxies, trustedProxies(['10.0.0.0/8'])).address).toBe('192.0.2.7')
})

it('knows IPv4 on an IPv6 socket', () => {
  const mapped = { ...arrival, remoteAddress: '::ffff:10.0.0.9' }
  expect(requestOrigin(mapped, trustedProxies(['10.0.0.9'])).secure).toBe(true)
})

it.each(['proxy.example.org', '10.0.0.0/', '10.0.0.0/x', '10.0.0.0/8/8', ''])(
  'refuses %j, which is no address',
  (entry) => {
    expect(() => trustedProxies([entry])).toThrow('neither an address nor a subnet')
  },
)

it.each([
  { name: 'the proxy', remote: '::ffff:10.0.0.9', secure: false, around: false },
  { name: 'loopback', remote: '127.0.0.1', secure: false, around: false },
  { name: 'somebody in the clear', remote: '192.0.2.7', secure: false, around: true },
  { name: 'somebody by our own TLS', remote: '192.0.2.7', secure: true, around: false },
])('$name goes around the proxy: $around', ({ remote, secure, around }) => {
  expect(goesAroundProxy(remote, secure, trustedProxies(['10.0.0.0/8']))).toBe(around)
})
