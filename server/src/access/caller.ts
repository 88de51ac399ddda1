import type { Role } from '@kesako/contract'
import { matchesAny } from '@kesako/core'

/** Who asks for a change, as far as it decides what they may do. */
export interface Caller {
  readonly name: string
  readonly role: Role
  /** Patterns of the stacks that a deployer may change; absent: all. */
  readonly stacks?: readonly string[]
}

/** True for a caller who may change some stacks and not others. */
export function isRestricted({ role, stacks }: Caller): boolean {
  return role !== 'admin' && stacks !== undefined
}

/** Whether a stack is one of the caller's own. */
export function isOwnStack({ role, stacks }: Caller, stack: string): boolean {
  return role === 'admin' || stacks === undefined || matchesAny(stacks, stack)
}

/** What a caller may change, in words: `team-a-*, shop`. */
export function ownStacksText({ stacks }: Caller): string {
  return stacks === undefined ? 'all stacks' : stacks.join(', ')
}
