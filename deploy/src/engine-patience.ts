import { backOffMs } from './back-off.ts'
import type { DeployContext } from './deploy-context.ts'
import { isEngineAway, RunnerStopped } from './deployment-error.ts'
import { pause } from './pause.ts'

/** Repeats `read` while the engine is away, for at most `patienceMs`; then rejects with its error. */
export async function waitForEngine<T>(
  context: Pick<DeployContext, 'clock' | 'stop'>,
  patienceMs: number,
  read: () => Promise<T>,
): Promise<T> {
  const since = context.clock.monotonic()
  for (let attempt = 0; ; attempt += 1) {
    if (context.stop.aborted) throw new RunnerStopped()
    try {
      return await read()
    } catch (error) {
      if (!isEngineAway(error) || context.clock.monotonic() - since >= patienceMs) throw error
      await pause(context.clock, backOffMs(attempt, 100, 2000), context.stop)
    }
  }
}
