import { describe, expect, it } from 'vitest'
import { holdForHead, holdForRevision } from './hold-everything.ts'
import { removalsNeedConfirmation } from './removals.ts'

const state = { revision: 'abcdef0123', roots: ['root'], emptyTree: false }

describe('holdForRevision', () => {
  it.each([
    ['a repository whose first head this is', state, undefined, 0, undefined],
    ['a head that descends from our first commit', state, 'root', 3, undefined],
    [
      'a head after a merge of unrelated histories',
      { ...state, roots: ['other', 'root'] },
      'root',
      3,
      undefined,
    ],
    [
      'a head with unrelated history',
      { ...state, roots: ['other'] },
      'root',
      3,
      'unrelated-history',
    ],
    ['an empty tree while stacks run', { ...state, emptyTree: true }, 'root', 1, 'empty-tree'],
    ['an empty tree on an empty swarm', { ...state, emptyTree: true }, 'root', 0, undefined],
  ] as const)('%s', (_name, head, identity, owned, code) => {
    expect(holdForRevision(head, identity, owned)?.code).toBe(code)
  })
})

describe('holdForHead', () => {
  it('names the branch that is missing, and the reason why one cannot be read', () => {
    expect(holdForHead({ kind: 'no-branch' }, 'main')).toMatchObject({
      code: 'no-branch',
      reason: expect.stringContaining('"main"'),
    })
    expect(holdForHead({ kind: 'unreadable', reason: 'bad object' }, 'main')).toMatchObject({
      code: 'unreadable-head',
      reason: expect.stringContaining('bad object'),
    })
  })
})

describe('removalsNeedConfirmation', () => {
  it.each([
    [1, 1, undefined, false],
    [1, 100, undefined, false],
    [2, 2, undefined, true],
    [2, 7, undefined, true],
    [2, 8, undefined, false],
    [25, 100, undefined, false],
    [26, 100, undefined, true],
    [1, 5, 0, true],
    [3, 3, 3, false],
    [0, 5, 0, false],
  ] as const)('%i of %i with maxRemovals %s: %s', (removals, owned, maxRemovals, expected) => {
    const facts = { removals, owned, ...(maxRemovals === undefined ? {} : { maxRemovals }) }
    expect(removalsNeedConfirmation(facts)).toBe(expected)
  })
})
