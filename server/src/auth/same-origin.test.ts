import { expect, it } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const host = '127.0.0.1:8080'

it.each([
  { name: 'our page', origin: 'http://127.0.0.1:8080', fetchSite: 'same-origin', same: true },
  {
    name: 'our page in an old browser',
    origin: 'http://127.0.0.1:8080',
    fetchSite: undefined,
    same: true,
  },
  {
    name: 'no origin, by the browser the same',
    origin: undefined,
    fetchSite: 'same-origin',
    same: true,
  },
  { name: 'another port', origin: 'http://127.0.0.1:9090', fetchSite: 'same-site', same: false },
  { name: 'another page', origin: 'https://evil.example', fetchSite: 'cross-site', same: false },
  { name: 'a sandboxed frame', origin: 'null', fetchSite: undefined, same: false },
  {
    name: 'a lie of the origin',
    origin: 'http://127.0.0.1:8080',
    fetchSite: 'cross-site',
    same: false,
  },
  { name: 'nothing that proves it', origin: undefined, fetchSite: undefined, same: false },
])('$name: $same', ({ origin, fetchSite, same }) => {
  expect(isSameOrigin({ origin, fetchSite, host })).toBe(same)
})
