import { expect, it } from 'vitest'
import { matchesName } from './name-pattern.ts'

it.each([
  ['shop', 'shop', true],
  ['shop', 'shops', false],
  ['shop', 'sho', false],
  ['*', '', true],
  ['*', 'anything', true],
  ['team-a-*', 'team-a-', true],
  ['team-a-*', 'team-a-web', true],
  ['team-a-*', 'team-ab', false],
  ['*-db', 'a-db-db', true],
  ['*-db', 'a-dbx', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a.c', 'abc', false],
  ['', '', true],
  ['', 'a', false],
])('%j takes %j: %s', (pattern, name, expected) => {
  expect(matchesName(pattern, name)).toBe(expected)
})

it('costs no more than length times length', () => {
  expect(matchesName(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false)
})
