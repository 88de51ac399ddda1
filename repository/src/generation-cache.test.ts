import { expect, it } from 'vitest'
import { createGenerationCache } from './generation-cache.ts'

it('forgets what the last loads did not use', () => {
  const cache = createGenerationCache<number>(2)
  cache.set('used', 1)
  cache.set('unused', 2)
  for (let load = 0; load < 3; load++) {
    cache.advance()
    expect(cache.get('used')).toBe(1)
  }
  expect(cache.get('unused')).toBeUndefined()
  expect(cache.size).toBe(1)
})
