import type { LiveConfig } from '@kesako/core'
import { LEASE_PREFIX } from './lease-name.ts'

/** When each lease was first seen at its present version, on our own monotonic clock. */
export interface LeaseSightings {
  /** Takes note of all leases of a snapshot that was read at `at`. */
  observe(configs: readonly LiveConfig[], at: number): void
  /** Takes note of one lease; answers since when its version hasn't changed. */
  seen(config: LiveConfig, at: number): number
}

/**
 * A lease is judged by one's own clock alone: expired when its version didn't change for the
 * lease's time. Passes that saw it earlier spare the next holder the wait.
 */
export function createLeaseSightings(): LeaseSightings {
  let sightings = new Map<string, { readonly version: number; readonly since: number }>()

  function since(config: LiveConfig, at: number): number {
    const known = sightings.get(config.id)
    return known !== undefined && known.version === config.version ? known.since : at
  }

  return {
    observe(configs, at) {
      const leases = configs.filter((config) => config.spec.Name.startsWith(LEASE_PREFIX))
      sightings = new Map(
        leases.map((lease) => [lease.id, { version: lease.version, since: since(lease, at) }]),
      )
    },
    seen(config, at) {
      const first = since(config, at)
      sightings.set(config.id, { version: config.version, since: first })
      return first
    },
  }
}
