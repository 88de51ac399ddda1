import { once } from 'node:events'

/** Resolves when the signal is aborted, also when it was before. */
export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
