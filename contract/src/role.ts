import { z } from 'zod'

/** What a credential may do: look; change stacks and deploy; everything. Each includes the one before. */
export const Role = z.enum(['viewer', 'deployer', 'admin'])
export type Role = z.infer<typeof Role>

const RANK: Readonly<Record<Role, number>> = { viewer: 0, deployer: 1, admin: 2 }

/** True when `role` includes `needed`. */
export function allows(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed]
}
