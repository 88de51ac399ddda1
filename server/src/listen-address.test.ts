import { expect, it } from 'vitest'
import { listenHost, listenUrl } from './listen-address.ts'

const tls = { certificate: '', key: '' }

it.each([
  { options: { port: 1 }, host: '127.0.0.1' },
  { options: { port: 1, host: 'localhost' }, host: 'localhost' },
  { options: { port: 1, host: '::1' }, host: '::1' },
  { options: { port: 1, host: '0.0.0.0', tls }, host: '0.0.0.0' },
  { options: { port: 1, host: '10.0.0.1', trustedProxies: ['10.0.0.2'] }, host: '10.0.0.1' },
])('listens on $host', ({ options, host }) => {
  expect(listenHost(options)).toBe(host)
})

it.each(['0.0.0.0', '::', '10.0.0.1', 'kesako.example.org', ''])(
  'refuses %j without TLS and without a trusted proxy',
  (host) => {
    expect(() => listenHost({ port: 1, host })).toThrow('tokens would travel in the clear')
  },
)

it('shows an address that a browser can open', () => {
  expect(listenUrl('0.0.0.0', 80, true)).toBe('https://127.0.0.1:80')
  expect(listenUrl('::', 8080, false)).toBe('http://[::1]:8080')
})
