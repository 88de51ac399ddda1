import { backOffMs } from './back-off.ts'
import type { DeployContext } from './deploy-context.ts'
import { mayPass, RunnerStopped } from './deployment-error.ts'
import { pause } from './pause.ts'

/**
 * Repeats `read` while its error is one that passes, for at most `patienceMs`; then rejects with it. By default that
 * is an engine which is away or answers with an error of its own.
 */
export async function waitForEngine<T>(
  context: Pick<DeployContext, 'clock' | 'stop'>,
  patienceMs: number,
  read: () => Promise<T>,
  passes: (error: unknown) => boolean = mayPass,
): Promise<T> {
  const since = context.clock.monotonic()
  for (let attempt = 0; ; attempt += 1) {
    if (context.stop.aborted) throw new RunnerStopped()
    try {
      return await read()
    } catch (error) {
      if (!passes(error) || context.clock.monotonic() - since >= patienceMs) throw error
      await pause(context.clock, backOffMs(attempt, 100, 2000), context.stop)
    }
  }
}
