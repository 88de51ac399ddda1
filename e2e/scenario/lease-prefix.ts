/** How the names of leases begin, which are configs of the swarm without a repository. */
export const LEASE_PREFIX = 'kesako-lease'
