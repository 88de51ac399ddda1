import type { World } from '../world.ts'
import { styleFor } from './style.ts'

/** Why nothing, or no removal, was done; a person must act. */
export interface Held {
  readonly code: string
  readonly reason: string
}

/** Says on stderr that something waits for a person, and what that person can do. */
export function reportHeld(world: World, { code, reason }: Held): void {
  const { yellow } = styleFor(world.stderr, world.environment)
  world.stderr.write(`${yellow('held')}: ${reason}\n`)
  if (code === 'too-many-removals') {
    world.stderr.write(
      '    To let the removals through: kesako apply --repo DIR --confirm-removals\n',
    )
  }
}
