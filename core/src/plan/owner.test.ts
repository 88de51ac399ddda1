import { expect, it } from 'vitest'
import { ownerOf, ownerWords } from './owner.ts'

const ROOT = '4b7e1d9c0f2a4d1e8b6c3a5f7091d2e4c6b8a0f1'

it.each([
  ['main', ROOT, '4b7e1d9c0f2a'],
  ['staging', `${ROOT}/staging`, '4b7e1d9c0f2a, branch staging'],
  ['team/shop', `${ROOT}/team/shop`, '4b7e1d9c0f2a, branch team/shop'],
])('of the branch %s', (branch, owner, words) => {
  expect(ownerOf(ROOT, branch)).toBe(owner)
  expect(ownerWords(owner)).toBe(words)
})

it('shows what is no root commit as it is', () => {
  expect(ownerWords('files')).toBe('files')
})
