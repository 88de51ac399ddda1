import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from './deploy-api.ts'

/** The machine's own clock, for `main`. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    await sleep(ms, undefined, signal === undefined ? {} : { signal })
  },
}
