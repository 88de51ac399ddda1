import { describe, expect, it } from 'vitest'
import { stack } from '../../dev/stack-fixture.ts'
import { announcement } from './announcement.ts'

describe('announcement', () => {
  it('says nothing when no word changed', () => {
    const before = [stack('shop', { tasks: { running: 1, desired: 2 } })]
    expect(announcement(before, [stack('shop')])).toBe('')
  })

  it('says each axis that changed', () => {
    const before = [stack('shop'), stack('docs')]
    const after = [stack('shop', { health: 'degraded' }), stack('docs', { deploying: true })]
    expect(announcement(before, after)).toBe('shop: Degraded. docs: Applying.')
  })

  it('says what is new and what is gone', () => {
    expect(announcement([stack('old')], [stack('new')])).toBe('new: Synced, Healthy. old: removed.')
  })

  it('doesn’t read out a whole list', () => {
    const after = ['a', 'b', 'c', 'd', 'e'].map((name) => stack(name))
    expect(announcement([], after)).toMatch(/^a: .* c: Synced, Healthy\. 2 more changed\.$/)
  })
})
