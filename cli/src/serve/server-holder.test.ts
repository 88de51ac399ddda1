import { describe, expect, it } from 'vitest'
import { serverHolder } from './server-holder.ts'

describe('serverHolder', () => {
  const now = serverHolder('key', 'b')

  it.each([
    {
      says: 'an earlier process on the same data folder is gone',
      other: serverHolder('key', 'a').holder,
      dead: true,
    },
    { says: 'this process is not', other: now.holder, dead: false },
    {
      says: 'a server on another data folder may live',
      other: serverHolder('other', 'a').holder,
      dead: false,
    },
    { says: 'a command line may live', other: 'host/12/ab', dead: false },
  ])('$says', ({ other, dead }) => {
    expect(now.isDeadHolder(other)).toBe(dead)
  })

  it('never shows the key', () => {
    expect(serverHolder('secret-key', 'a').holder).not.toContain('secret-key')
  })
})
