import type { Clock, Overview } from './deploy-api.ts'

/** One overview for everybody who asks within a moment. */
export interface OverviewCache {
  read(): Promise<Overview>
  /** Something happened: the next reader gets a new one. */
  invalidate(): void
}

/** Longest time that an overview is handed out, milliseconds. */
const MAX_AGE_MS = 1000

export function createOverviewCache(clock: Clock, make: () => Promise<Overview>): OverviewCache {
  let kept: { readonly at: number; readonly overview: Promise<Overview> } | undefined

  function begin(): Promise<Overview> {
    const entry = { at: clock.monotonic(), overview: make() }
    kept = entry
    entry.overview.catch(() => {
      if (kept === entry) kept = undefined
    })
    return entry.overview
  }

  return {
    read() {
      const usable = kept !== undefined && clock.monotonic() - kept.at <= MAX_AGE_MS
      return usable && kept !== undefined ? kept.overview : begin()
    },
    invalidate() {
      kept = undefined
    },
  }
}
