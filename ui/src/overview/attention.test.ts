import { describe, expect, it } from 'vitest'
import { deployment, stack } from '../../dev/stack-fixture.ts'
import { attention, attentionKind, compareNames, seenSince } from './attention.ts'

const end = '2026-11-23T02:12:20.000Z'
const failed = {
  lastDeployment: deployment('x', 5, {
    inputsDigest: 'd',
    end: { endedAt: end, outcome: 'failed' },
  }),
  source: { inputs: [], inputsDigest: 'd' },
} as const
const error = { code: 'unknown-key', severity: 'error', message: 'No such key.' } as const
const minute = 60_000

describe('attention', () => {
  it('puts the worst first, then goes by name', () => {
    const stacks = [
      stack('wiki', { sync: 'out-of-sync' }),
      stack('held', { sync: 'held' }),
      stack('zeta', { health: 'degraded' }),
      stack('shop', { sync: 'drifted' }),
      stack('alpha', { health: 'degraded' }),
      stack('search', failed),
      stack('gone', { health: 'missing' }),
      stack('lost', { sync: 'unknown' }),
      stack('broken', { sync: 'out-of-sync', problems: [error] }),
      stack('well'),
    ]
    const now = 10 * minute
    const since = seenSince(new Map(), stacks, 0)
    expect(attention(stacks, since, now).map(({ stack: { name }, kind }) => [name, kind])).toEqual([
      ['gone', 'missing'],
      ['alpha', 'degraded'],
      ['zeta', 'degraded'],
      ['search', 'failed'],
      ['broken', 'broken'],
      ['shop', 'drifted'],
      ['held', 'held'],
      ['wiki', 'out-of-sync'],
      ['lost', 'unknown'],
    ])
  })

  it('lists a stack once, by its worst', () => {
    const both = stack('search', { ...failed, health: 'degraded' })
    expect(attention([both], new Map(), 0).map(({ kind }) => kind)).toEqual(['degraded'])
  })

  it.each([
    ['progressing', { health: 'progressing' }],
    ['applying', { deploying: true, health: 'degraded' }],
    ['disabled', { enabled: false, health: 'missing' }],
    ['stopped', { health: 'stopped' }],
    ['not in Git', { managed: false, sync: 'unknown' }],
    ['out of sync for 59 s', { sync: 'out-of-sync' }],
    ['unknown for 59 s', { sync: 'unknown', health: 'unknown' }],
  ] as const)('leaves out what is %s', (_name, changes) => {
    expect(attentionKind(stack('x', changes), 59_000)).toBeUndefined()
  })

  it('lists a stack that isn’t in Git when it fails', () => {
    expect(attentionKind(stack('cms', { managed: false, health: 'degraded' }), 0)).toBe('degraded')
  })
})

describe('seenSince', () => {
  it('counts from the first sight of a state and begins again with another', () => {
    const out = [stack('wiki', { sync: 'out-of-sync' })]
    const first = seenSince(new Map(), out, 1_000)
    const second = seenSince(first, out, 50_000)
    expect(second.get('wiki')?.at).toBe(1_000)
    const third = seenSince(second, [stack('wiki')], 60_000)
    expect(third.get('wiki')?.at).toBe(60_000)
    expect(seenSince(third, [], 61_000).size).toBe(0)
  })
})

describe('compareNames', () => {
  it('doesn’t mind case but stays total', () => {
    expect(['b', 'A', 'a', 'C'].sort(compareNames)).toEqual(['A', 'a', 'b', 'C'])
  })
})
