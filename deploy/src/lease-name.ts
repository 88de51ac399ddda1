import { createHash } from 'node:crypto'

/** Prefix of the swarm objects that are leases. */
export const LEASE_PREFIX = 'kesako-lease-'

/** Longest name that the engine takes for a config. */
const LONGEST_NAME = 64

/** Name of the config that is the lease of a stack; hashed where the stack's name is too long. */
export function leaseName(stack: string): string {
  const plain = `${LEASE_PREFIX}${stack}`
  if (plain.length <= LONGEST_NAME) return plain
  return `${LEASE_PREFIX}${createHash('sha256').update(stack).digest('hex').slice(0, 32)}`
}
