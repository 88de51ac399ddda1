import type { Clock } from './deploy-api.ts'
import type { TaskExcerpt } from './task-excerpt.ts'

/**
 * Excerpts of container logs, in memory only: until the stack's next deployment, and not for longer
 * than an hour.
 */
export interface ExcerptStore {
  keep(
    deployment: { readonly id: string; readonly stack: string },
    excerpts: readonly TaskExcerpt[],
  ): void
  /** Of a deployment's id; empty when there are none, or no longer. */
  of(deploymentId: string): readonly TaskExcerpt[]
  /** The stack is deployed again: what its tasks wrote before is old. */
  forget(stack: string): void
}

const MOST_AGE_MS = 60 * 60_000

/** Deployments with excerpts; of more, the oldest go. */
const MOST_DEPLOYMENTS = 50

interface Kept {
  readonly deploymentId: string
  readonly at: number
  readonly excerpts: readonly TaskExcerpt[]
}

export function createExcerptStore(clock: Pick<Clock, 'monotonic'>): ExcerptStore {
  /** By stack, oldest first. */
  const kept = new Map<string, Kept>()

  function expire(): void {
    const now = clock.monotonic()
    for (const [stack, { at }] of kept) {
      if (now - at < MOST_AGE_MS && kept.size <= MOST_DEPLOYMENTS) return
      kept.delete(stack)
    }
  }

  return {
    keep({ id, stack }, excerpts) {
      kept.delete(stack)
      if (excerpts.length > 0) {
        kept.set(stack, { deploymentId: id, at: clock.monotonic(), excerpts })
      }
      expire()
    },
    of(deploymentId) {
      expire()
      return [...kept.values()].find((one) => one.deploymentId === deploymentId)?.excerpts ?? []
    },
    forget: (stack) => void kept.delete(stack),
  }
}
