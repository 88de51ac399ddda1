import type { Clock } from './deploy-api.ts'
import { pause } from './pause.ts'

/** Runs `work` once, `quietMs` after the first of a burst of calls. */
export function afterBurst(
  clock: Clock,
  quietMs: number,
  stop: AbortSignal,
  work: () => void,
): () => void {
  let waiting = false

  async function later(): Promise<void> {
    await pause(clock, quietMs, stop)
    waiting = false
    if (!stop.aborted) work()
  }

  return () => {
    if (waiting || stop.aborted) return
    waiting = true
    void later()
  }
}
