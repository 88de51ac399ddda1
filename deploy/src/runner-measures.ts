import type { Clock } from './deploy-api.ts'

/** How a pass ended: it looked at every stack, everything was held, or it failed and is tried again. */
export type PassEnd = 'ended' | 'held' | 'failed'

/** Upper bounds of the buckets, seconds. */
export const PASS_BUCKETS: readonly number[] = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** What a runner counted since its start. */
export interface RunnerMeasures {
  readonly passes: Readonly<Record<PassEnd, number>>
  /** From the first read to the last decision; deployments that follow are not in it. */
  readonly passSeconds: {
    readonly sum: number
    readonly count: number
    /** How many took at most as long as the bound of PASS_BUCKETS at the same place. */
    readonly buckets: readonly number[]
  }
  /** Wall clock of the end of the last pass that ended, milliseconds since 1970; absent before it. */
  readonly lastPassAt?: number
  /** Reads of the swarm that failed. */
  readonly engineErrors: number
  /** Stacks that are worked on or wait for it. */
  readonly queued: number
  /** Stacks that are written to now. */
  readonly writing: number
}

/** Counts passes and errors. */
export interface Measuring {
  passEnded(end: PassEnd, began: number): void
  engineError(): void
  read(): Omit<RunnerMeasures, 'queued' | 'writing'>
}

export function createMeasuring(clock: Clock): Measuring {
  const passes = { ended: 0, held: 0, failed: 0 }
  const buckets = PASS_BUCKETS.map(() => 0)
  let sum = 0
  let lastPassAt: number | undefined
  let engineErrors = 0
  return {
    passEnded(end, began) {
      const seconds = (clock.monotonic() - began) / 1000
      passes[end] += 1
      sum += seconds
      for (const [index, bound] of PASS_BUCKETS.entries()) {
        if (seconds <= bound) buckets[index] = (buckets[index] ?? 0) + 1
      }
      if (end === 'ended') lastPassAt = clock.now()
    },
    engineError() {
      engineErrors += 1
    },
    read: () => ({
      passes: { ...passes },
      passSeconds: {
        sum,
        count: passes.ended + passes.held + passes.failed,
        buckets: [...buckets],
      },
      engineErrors,
      ...(lastPassAt === undefined ? {} : { lastPassAt }),
    }),
  }
}
