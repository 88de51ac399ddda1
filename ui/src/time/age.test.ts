import { describe, expect, it } from 'vitest'
import { absolute, age, ago, clockTime, duration, elapsed } from './age.ts'

const now = Date.parse('2026-11-23T14:00:00Z')

function before(ms: number): string {
  return new Date(now - ms).toISOString()
}

describe('age', () => {
  it.each([
    ['this moment', 0, 'now'],
    ['59.9 s', 59_900, 'now'],
    ['a minute', 60_000, '1 min'],
    ['41 minutes', 41 * 60_000, '41 min'],
    ['59 min 59 s', 3_599_000, '59 min'],
    ['20 hours', 20 * 3_600_000, '20 h'],
    ['23 h 59 min', 86_399_000, '23 h'],
    ['a day', 86_400_000, '1 d'],
    ['a year', 365 * 86_400_000, '365 d'],
    ['a moment ahead of this clock', -5_000, 'now'],
  ])('of %s', (_name, ms, expected) => {
    expect(age(before(ms), now)).toBe(expected)
  })

  it('reads as words in a sentence', () => {
    expect(ago(before(3 * 60_000), now)).toBe('3 min ago')
    expect(ago(before(9_900), now)).toBe('just now')
    expect(ago(before(42_000), now)).toBe('42 s ago')
  })

  it('of a time that cannot be read is nothing', () => {
    expect(elapsed('yesterday', now)).toBe(0)
  })
})

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [38_400, '38 s'],
    [72_000, '1 min 12 s'],
    [300_000, '5 min 00 s'],
    [59_600, '1 min 00 s'],
    [7_500_000, '2 h 05 min'],
  ])('of %i ms', (ms, expected) => {
    expect(duration(ms)).toBe(expected)
  })
})

describe('clock', () => {
  it('uses 24 hours and the time zone asked for', () => {
    expect(clockTime(now, 'UTC')).toBe('14:00:00')
    expect(clockTime(Date.parse('2026-11-23T00:05:06Z'), 'UTC')).toBe('00:05:06')
    expect(absolute('2026-11-23T02:14:35Z', 'Europe/Paris')).toBe('23 Nov 2026, 03:14:35')
  })

  it('shows an unreadable date as it is', () => {
    expect(absolute('soon', 'UTC')).toBe('soon')
  })
})
