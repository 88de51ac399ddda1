import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Looks until `look` gives a value, and gives it. Rejects after `timeoutMs` (default 100,000 ms: a busy machine needs it)
 * with what was waited for and the last error or answer of `look`.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  timeoutMs = 100_000,
): Promise<T> {
  const end = performance.now() + timeoutMs
  let last: unknown
  while (performance.now() < end) {
    try {
      const value = await look()
      if (value !== undefined && value !== false) return value
      last = value
    } catch (error) {
      last = error
    }
    await sleep(100)
  }
  throw new Error(`not within ${timeoutMs} ms: ${what}; last: ${String(last)}`)
}
