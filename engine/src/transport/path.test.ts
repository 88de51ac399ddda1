import { expect, test } from 'vitest'
import { pathOf } from './path.ts'

test.each([
  ['services', 'abc', '/services/abc'],
  ['images', 'registry:5000/team/app:1', '/images/registry%3A5000/team/app%3A1'],
  ['secrets', 'a?b#c d', '/secrets/a%3Fb%23c%20d'],
])('%s %s', (collection, name, path) => {
  expect(pathOf(collection, name)).toBe(path)
})

test.each(['', '..', 'a/../b', 'a//b', '/a', '.'])('refuses %j', (name) => {
  expect(() => pathOf('images', name)).toThrow(/is not an id or name of images/)
})
