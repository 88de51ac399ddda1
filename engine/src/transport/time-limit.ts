import { EngineError } from '../engine-api.ts'

/** What ends a request early, with the error that it then rejects with. */
export interface TimeLimit {
  readonly signal: AbortSignal
  /** Must be called when the request is over. */
  end(): void
  stop(error: EngineError): void
}

/** Joins the caller's signal and a time-out without leaving listeners on a signal that lives long. */
export function timeLimit(
  intent: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): TimeLimit {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new EngineError('unreachable', tooLong(intent, timeoutMs))),
    timeoutMs,
  )
  const onAbort = (): void =>
    controller.abort(new EngineError('aborted', `Could not ${intent}: it was called off.`))
  if (signal?.aborted === true) onAbort()
  signal?.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    },
    stop: (error) => controller.abort(error),
  }
}

function tooLong(intent: string, timeoutMs: number): string {
  return (
    `Could not ${intent}: the engine did not answer within ${timeoutMs / 1_000} s. ` +
    'It may be overloaded, or the swarm may have lost its leader; it is tried again.'
  )
}
