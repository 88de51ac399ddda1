import type { LiveConfig } from '@kesako/core'
import { EngineError } from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { holderOf, removeAbandonedLease } from './lease.ts'
import { LEASE_PREFIX, leaseName } from './lease-name.ts'

/**
 * Removes leases that a process left behind when it was killed between its last write and giving the lease back, or
 * when the request for that was lost: of a holder that is known to run no more, of one that didn't renew it for the
 * lease's time, and its own of stacks that it doesn't work on. `configs` were read at `readAt`; `active` are the stacks
 * that this process worked on then or works on now.
 */
export async function removeAbandonedLeases(
  context: Pick<
    DeployContext,
    'engine' | 'holder' | 'isDeadHolder' | 'leaseMs' | 'sightings' | 'log'
  >,
  configs: readonly LiveConfig[],
  readAt: number,
  active: readonly string[],
): Promise<void> {
  const { engine, holder, isDeadHolder, leaseMs, sightings, log } = context
  const own = new Set(active.map((stack) => leaseName(stack)))
  const abandoned = configs.filter((config) => {
    if (!config.spec.Name.startsWith(LEASE_PREFIX) || own.has(config.spec.Name)) return false
    if (holderOf(config) === holder || isDeadHolder(holderOf(config))) return true
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
