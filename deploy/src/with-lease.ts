import type { DeployContext } from './deploy-context.ts'
import { type Lease, takeLease } from './lease.ts'
import type { DeployResult } from './recorded.ts'

/** Runs `work` with the stack's lease in hand and gives it back on every way out. */
export async function withLease(
  context: DeployContext,
  stack: string,
  newer: AbortSignal | undefined,
  work: (lease: Lease) => Promise<DeployResult>,
): Promise<DeployResult> {
  const { engine, clock, holder, leaseMs, sightings, stop } = context
  const lease = await takeLease({
    engine,
    clock,
    stack,
    holder,
    leaseMs,
    sightings,
    isDead: context.isDeadHolder,
    signal: newer === undefined ? stop : AbortSignal.any([stop, newer]),
  })
  if (lease === undefined) return { kind: stop.aborted ? 'stopped' : 'overtaken' }
  try {
    return await work(lease)
  } finally {
    await lease.release()
  }
}
