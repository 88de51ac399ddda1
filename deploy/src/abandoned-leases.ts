import type { LiveConfig } from '@kesako/core'
import { EngineError } from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { holderOf, removeAbandonedLease } from './lease.ts'
import { LEASE_PREFIX } from './lease-name.ts'

/**
 * Removes leases that a process left behind when it was killed between its last write and giving the lease back: of a
 * holder that is known to run no more, or that didn't renew it for the lease's time. `configs` were read at `readAt`.
 */
export async function removeAbandonedLeases(
  context: Pick<
    DeployContext,
    'engine' | 'holder' | 'isDeadHolder' | 'leaseMs' | 'sightings' | 'log'
  >,
  configs: readonly LiveConfig[],
  readAt: number,
): Promise<void> {
  const { engine, holder, isDeadHolder, leaseMs, sightings, log } = context
  const abandoned = configs.filter((config) => {
    if (!config.spec.Name.startsWith(LEASE_PREFIX) || holderOf(config) === holder) return false
    if (isDeadHolder(holderOf(config))) return true
    return readAt - sightings.seen(config, readAt) >= leaseMs
  })
  for (const lease of abandoned) {
    try {
      if (await removeAbandonedLease(engine, holder, lease)) {
        log.info('a lease that nobody held was removed', { lease: lease.spec.Name })
      }
    } catch (error) {
      // The next pass finds it again.
      if (!(error instanceof EngineError)) throw error
    }
  }
}
