import { addressGroup } from './address-group.ts'

/** Failed attempts of one address within `WINDOW_MS` before it has to wait. */
const MAX_FAILURES = 10
const WINDOW_MS = 60_000
/** Addresses that are remembered; the oldest are forgotten first. */
const MAX_ADDRESSES = 10_000

export interface FailedAttempts {
  /** Counts one more; seconds to wait when there were too many, else 0. */
  fail(address: string): number
}

/**
 * Slows guessing down. Only wrong credentials are counted and answered differently: secrets have
 * 256 bits, so a right one is let through, and nobody behind the same address is locked out.
 */
export function createFailedAttempts(monotonic: () => number): FailedAttempts {
  const known = new Map<string, { count: number; readonly since: number }>()
  return {
    fail(given) {
      const address = addressGroup(given)
      const now = monotonic()
      const entry = known.get(address)
      if (entry === undefined || now - entry.since >= WINDOW_MS) {
        known.delete(address)
        known.set(address, { count: 1, since: now })
        const [oldest] = known.keys()
        if (known.size > MAX_ADDRESSES && oldest !== undefined) known.delete(oldest)
        return 0
      }
      entry.count += 1
      return entry.count <= MAX_FAILURES ? 0 : Math.ceil((entry.since + WINDOW_MS - now) / 1000)
    },
  }
}
