import { expect, it } from 'vitest'
import { allowedHostNames, hostName } from './host-name.ts'

it.each([
  ['localhost:8080', 'localhost'],
  ['LOCALHOST', 'localhost'],
  ['[::1]:8080', '::1'],
  ['kesako.example.org', 'kesako.example.org'],
  ['evil.example/..', undefined],
  ['a b', undefined],
  ['host:99999999', undefined],
  ['', undefined],
  [undefined, undefined],
])('the name of %j is %j', (header, name) => {
  expect(hostName(header)).toBe(name)
})

it('allows loopback, the listen address, the public address and what is configured', () => {
  const names = allowedHostNames('fd00::7', 'https://Kesako.example.org:444/', ['ops'])
  expect([...names].toSorted()).toEqual(
    ['127.0.0.1', '::1', 'fd00::7', 'kesako.example.org', 'localhost', 'ops'].toSorted(),
  )
})
