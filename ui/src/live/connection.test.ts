import { describe, expect, it } from 'vitest'
import { connecting, heard, isSilent, lost, staleForMs, tryingAgain } from './connection.ts'

function waitOf(attempts: number): number {
  let connection = lost(heard(0), 0)
  for (let attempt = 1; attempt < attempts; attempt++) connection = lost(tryingAgain(connection), 0)
  return connection.phase === 'lost' ? connection.nextTryAt : -1
}

describe('connection', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 15_000],
    [30, 15_000],
  ])('waits before try %i', (attempts, expected) => {
    expect(waitOf(attempts)).toBe(expected)
  })

  it('counts its age from the last word heard, through every try', () => {
    const broken = lost(tryingAgain(lost(heard(10_000), 12_000)), 30_000)
    expect(staleForMs(broken, 52_000)).toBe(42_000)
    expect(staleForMs(tryingAgain(broken), 52_000)).toBe(42_000)
  })

  it('says nothing of a gap below 5 s, nor while it is live', () => {
    expect(staleForMs(lost(heard(0), 1_000), 4_999)).toBeUndefined()
    expect(staleForMs(connecting(0), 4_999)).toBeUndefined()
    expect(staleForMs(connecting(0), 5_000)).toBe(5_000)
    expect(staleForMs(heard(0), 60_000)).toBeUndefined()
  })

  it('begins with a short wait again after it was live', () => {
    expect(lost(heard(0), 100_000)).toMatchObject({ nextTryAt: 101_000, since: 0 })
  })

  it('takes a stream that misses two heartbeats for dead', () => {
    expect(isSilent(heard(0), 40_000)).toBe(false)
    expect(isSilent(heard(0), 40_001)).toBe(true)
    expect(isSilent(connecting(0), 99_999)).toBe(false)
  })
})
