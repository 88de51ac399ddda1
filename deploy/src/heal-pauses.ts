import { backOffMs } from './back-off.ts'
import type { Clock } from './deploy-api.ts'

/** Bounds self-heal where somebody else changes the same stack again and again. */
export interface HealPauses {
  /** Milliseconds until the stack may be healed again; 0: now. */
  left(stack: string): number
  /** Takes note of a repair that begins. */
  began(stack: string): void
}

const FIRST_MS = 10_000
const MOST_MS = 300_000

/** A stack that stayed well for this long after its pause starts from the first one again. */
const CALM_MS = 600_000

interface Heals {
  readonly count: number
  readonly at: number
}

/** The first repair comes at once; each further one after a pause that doubles. */
export function createHealPauses(clock: Clock): HealPauses {
  const heals = new Map<string, Heals>()

  function pauseAfter({ count }: Heals): number {
    return backOffMs(count - 1, FIRST_MS, MOST_MS)
  }

  return {
    left(stack) {
      const known = heals.get(stack)
      if (known === undefined) return 0
      return Math.max(0, known.at + pauseAfter(known) - clock.monotonic())
    },
    began(stack) {
      const at = clock.monotonic()
      const known = heals.get(stack)
      const calm = known === undefined || at - known.at > pauseAfter(known) + CALM_MS
      heals.set(stack, { count: calm ? 1 : known.count + 1, at })
    },
  }
}
