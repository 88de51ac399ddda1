import { describe, expect, it } from 'vitest'
import { stack } from '../../dev/stack-fixture.ts'
import { headline } from './headline.ts'

const none = { needing: new Set<string>(), held: undefined, engine: true }

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
    expect(headline(stacks, { ...none, needing: new Set(['billing']) })).toEqual({
      title: '1 stack needs you',
      lead: '2 run what Git says and are healthy, 1 is being deployed, 1 is disabled and 1 is not in Git.',
    })
  })

  it.each([
    ['all well', [stack('a'), stack('b', { enabled: false })], 'All is as Git says'],
    [
      'a deployment runs',
      [stack('a'), stack('b', { deploying: true })],
      '1 stack is being deployed',
    ],
    ['no stack', [], 'No stack yet'],
    ['tasks start', [stack('a', { health: 'progressing' })], 'Nothing needs you'],
    ['one waits', [stack('a', { sync: 'out-of-sync' })], 'Nothing needs you'],
  ])('when %s', (_name, stacks, title) => {
    expect(headline(stacks, none).title).toBe(title)
  })

  it('doesn’t say twice what is being deployed', () => {
    expect(headline([stack('a'), stack('b', { deploying: true })], none).lead).toBe(
      '1 runs what Git says and is healthy.',
    )
  })

  it('says that everything is held before it says that all is well', () => {
    expect(headline([stack('a')], { ...none, held: 'no-branch' }).title).toBe('Everything is held')
  })

  it('says that a repository is new though it holds everything, also beside foreign stacks', () => {
    const foreign = stack('cms', { managed: false, sync: 'unknown' })
    const fresh = { ...none, held: 'no-branch' }
    expect(headline([], fresh).title).toBe('No stack yet')
    expect(headline([foreign], fresh)).toEqual({
      title: 'No stack yet',
      lead: '1 is not in Git.',
    })
    expect(headline([foreign], { ...none, held: 'unreadable-head' }).title).toBe(
      'Everything is held',
    )
  })

  it('never says that all is well while the engine is silent', () => {
    expect(headline([stack('a')], { ...none, engine: false }).title).toMatch(/doesn’t answer/)
  })

  it('has no lead when every stack needs a person', () => {
    expect(
      headline([stack('a', { health: 'missing' })], { ...none, needing: new Set(['a']) }).lead,
    ).toBe('')
  })
})
