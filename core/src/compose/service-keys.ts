import { ignoredServiceKeys } from './schema/ignored-service-keys.ts'

/** Keys that keep a file from being deployed, with what to write. */
export const forbiddenKeys: ReadonlyMap<string, string> = new Map([
  ['extends', 'Use a YAML anchor and a merge key (<<: *name) instead.'],
  ['volume_driver', 'Name a volume at the top level, with its driver, and mount that.'],
  ['volumes_from', 'Mount a named volume into both services.'],
  ['cpu_quota', 'Use deploy.resources.limits.cpus.'],
  ['cpu_shares', 'Use deploy.resources.reservations.cpus.'],
  ['cpuset', 'Use deploy.resources, or a placement constraint.'],
  ['mem_limit', 'Use deploy.resources.limits.memory.'],
  ['memswap_limit', 'Use deploy.resources.limits.memory; swap has no limit of its own.'],
])

/** Keys that a swarm doesn't act on, with what to do about it. Warned of, as the docker CLI does. */
export const ignoredKeys: ReadonlyMap<string, string> = new Map(
  Object.entries(ignoredServiceKeys).map(([key, { ignored }]) => [key, ignored]),
)
