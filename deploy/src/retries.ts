import type { Deployment } from '@kesako/core'
import { backOffMs } from './back-off.ts'
import type { Clock } from './deploy-api.ts'
import { isTransient } from './deployment-error.ts'

/** Remembers when a stack whose failure may pass by itself is tried again. */
export interface Retries {
  /** Takes note of an end; answers with the milliseconds until the next attempt, if there is one. */
  ended(deployment: Deployment): number | undefined
  /** True when no back-off stands in the way. */
  due(stack: string): boolean
}

const FIRST_MS = 2000
const MOST_MS = 300_000

export function createRetries(clock: Clock): Retries {
  const waiting = new Map<string, { readonly attempts: number; readonly dueAt: number }>()
  return {
    ended({ stack, end }) {
      if (end?.outcome !== 'failed' || !isTransient(end.code)) {
        waiting.delete(stack)
        return undefined
      }
      const attempts = waiting.get(stack)?.attempts ?? 0
      const delay = backOffMs(attempts, FIRST_MS, MOST_MS)
      waiting.set(stack, { attempts: attempts + 1, dueAt: clock.monotonic() + delay })
      return delay
    },
    due(stack) {
      const entry = waiting.get(stack)
      return entry === undefined || clock.monotonic() >= entry.dueAt
    },
  }
}
