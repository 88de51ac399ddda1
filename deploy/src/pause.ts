import type { Clock } from './deploy-api.ts'

/** Waits `ms` milliseconds, or until the signal aborts; returns in both cases. */
export async function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  if (isAborted(signal)) return
  try {
    await clock.sleep(ms, signal)
  } catch (error) {
    if (!isAborted(signal)) throw error
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}
