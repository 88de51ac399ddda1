import { describe, expect, it } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useGradualCount } from './gradual-count.ts'

describe('useGradualCount', () => {
  it('begins with a screenful and ends with all', async () => {
    const scope = effectScope()
    const count = scope.run(() => useGradualCount(() => 200))
    expect(count?.value).toBe(60)
    await expect.poll(() => count?.value).toBe(200)
    scope.stop()
  })

  it('follows a list that shrinks and grows', async () => {
    const total = ref(10)
    const scope = effectScope()
    const count = scope.run(() => useGradualCount(() => total.value))
    expect(count?.value).toBe(10)
    total.value = 100
    await nextTick()
    expect(count?.value).toBe(60)
    await expect.poll(() => count?.value).toBe(100)
    scope.stop()
  })
})
