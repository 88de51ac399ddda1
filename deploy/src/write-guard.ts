import type { DeployContext } from './deploy-context.ts'
import { RunnerStopped } from './deployment-error.ts'
import type { Lease } from './lease.ts'

/** Asked before every write: rejects where the process stops or the lease is lost. */
export type WriteGuard = () => Promise<void>

export function writeGuard(
  context: Pick<DeployContext, 'stop'>,
  lease: Pick<Lease, 'ensure'>,
): WriteGuard {
  return async () => {
    if (context.stop.aborted) throw new RunnerStopped()
    await lease.ensure()
    if (context.stop.aborted) throw new RunnerStopped()
  }
}
