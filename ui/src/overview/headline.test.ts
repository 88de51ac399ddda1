import { describe, expect, it } from 'vitest'
import { stack } from '../../dev/stack-fixture.ts'
import { headline } from './headline.ts'

const none: ReadonlySet<string> = new Set()

describe('headline', () => {
  it('says first how many need a person, then how the others are', () => {
    const stacks = [
      stack('billing', { health: 'degraded' }),
      stack('a'),
      stack('b'),
      stack('new', { deploying: true }),
      stack('off', { enabled: false, health: 'stopped' }),
      stack('cms', { managed: false, sync: 'unknown' }),
    ]
    expect(headline(stacks, new Set(['billing']), false)).toEqual({
      title: '1 stack needs you',
      lead: '2 run what Git says and are healthy, 1 is being deployed, 1 is disabled and 1 is not in Git.',
    })
  })

  it.each([
    ['all well', [stack('a'), stack('b', { enabled: false })], 'All is as Git says'],
    ['a deployment runs', [stack('a'), stack('b', { deploying: true })], '1 stack is being deployed'],
    ['no stack', [], 'No stack yet'],
    ['tasks start', [stack('a', { health: 'progressing' })], 'Nothing needs you'],
    ['one waits', [stack('a', { sync: 'out-of-sync' })], 'Nothing needs you'],
  ])('when %s', (_name, stacks, title) => {
    expect(headline(stacks, none, false).title).toBe(title)
  })

  it('says that everything is held before it says that all is well', () => {
    expect(headline([stack('a')], none, true).title).toBe('Everything is held')
  })

  it('has no lead when every stack needs a person', () => {
    expect(headline([stack('a', { health: 'missing' })], new Set(['a']), false).lead).toBe('')
  })
})
