import { setImmediate as settle } from 'node:timers/promises'
import type { Clock } from '../src/deploy-api.ts'

/** A clock for tests that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Goes on by so many milliseconds, waking every sleeper at its time. */
  pass(ms: number): Promise<void>
}

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

export function manualClock(startMs = 1_700_000_000_000): ManualClock {
  let elapsed = 0
  let sleepers: Sleeper[] = []

  return {
    now: () => startMs + elapsed,
    monotonic: () => elapsed,
    sleep(ms, signal) {
      return new Promise<void>((resolve, reject) => {
        const sleeper: Sleeper = { at: elapsed + ms, wake: resolve }
        sleepers.push(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers = sleepers.filter((one) => one !== sleeper)
          reject(new Error('aborted'))
        })
      })
    },
    async pass(ms) {
      const until = elapsed + ms
      await settle()
      for (;;) {
        const next = sleepers.filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        sleepers = sleepers.filter((one) => one !== next)
        elapsed = Math.max(elapsed, next.at)
        next.wake()
        await settle()
      }
      elapsed = until
      await settle()
    },
  }
}
