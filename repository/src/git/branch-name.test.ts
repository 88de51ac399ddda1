import { expect, it } from 'vitest'
import { branchRef } from './branch-name.ts'

it.each(['main', 'release/1.2', 'team_a/x-y'])('takes %s', (branch) => {
  expect(branchRef(branch)).toBe(`refs/heads/${branch}`)
})

it.each([
  '',
  '-d',
  'a b',
  'a..b',
  'a.lock',
  '/a',
  'a/',
  'a//b',
  '.a',
  'a*',
  '@{1}',
  'a~1',
  'a:b',
  'a.',
])('refuses %j', (branch) => {
  expect(() => branchRef(branch)).toThrow(expect.objectContaining({ code: 'branch-refused' }))
})
