import { describe, expect, it } from 'vitest'
import { source, stack } from '../../dev/stack-fixture.ts'
import { filterChips, filterStacks, nothingMatches } from './filter.ts'

const stacks = [
  stack('shop', { sync: 'drifted' }),
  stack('billing', { health: 'degraded' }),
  stack('docs', { source: source('docs', 9, 'Publish the handbook', 'Ana Ruiz') }),
  stack('cms', { managed: false }),
  stack('off', { enabled: false, health: 'missing' }),
]

describe('filterChips', () => {
  it('shows the words that occur, with their counts', () => {
    expect(filterChips(stacks, 'all').map(({ id, count }) => [id, count])).toEqual([
      ['all', 5],
      ['drifted', 1],
      ['degraded', 1],
      ['not-in-git', 1],
    ])
  })

  it('keeps the chosen chip when its last stack is mended', () => {
    expect(filterChips(stacks, 'failed').map(({ id }) => id)).toContain('failed')
  })
})

describe('filterStacks', () => {
  it.each([
    ['all', '', ['shop', 'billing', 'docs', 'cms', 'off']],
    ['drifted', '', ['shop']],
    ['degraded', 'sho', []],
    ['all', 'ANA hand', ['docs']],
    ['all', 'example.org/billing', ['billing']],
    ['missing', '', []],
  ] as const)('%s %j', (chosen, text, expected) => {
    expect(filterStacks(stacks, chosen, text).map(({ name }) => name)).toEqual(expected)
  })
})

describe('nothingMatches', () => {
  it.each([
    ['degraded', 'sho', 'No stack is degraded and matches “sho”'],
    ['degraded', ' ', 'No stack is degraded'],
    ['all', 'sho', 'No stack matches “sho”'],
    ['not-in-git', '', 'No stack is not in Git'],
  ] as const)('%s %j', (chosen, text, expected) => {
    expect(nothingMatches(chosen, text)).toBe(expected)
  })
})
