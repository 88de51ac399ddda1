import { expect, it } from 'vitest'
import { findOne } from './find-one.ts'

const all = [
  { id: 'abc1', name: 'web' },
  { id: 'abd2', name: 'db' },
  { id: 'xyz3', name: 'db' },
  { id: 'web', name: 'other' },
]

it.each([
  ['an id', 'abd2', 'abd2'],
  ['an id before a name', 'web', 'web'],
  ['a name', 'other', 'web'],
  ['the beginning of one id', 'x', 'xyz3'],
  ['the beginning of two ids', 'ab', ['abc1', 'abd2']],
  ['a name that two bear', 'db', ['abd2', 'xyz3']],
  ['what nothing bears', 'nothing', undefined],
  ['nothing', '', undefined],
])('%s', (_what, wanted, expected) => {
  const found = findOne(all, wanted, ({ name }) => [name])
  const seen =
    found.kind === 'found' ? found.one.id : found.kind === 'ambiguous' ? found.ids : undefined
  expect(seen).toEqual(expected)
})
