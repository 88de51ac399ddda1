import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import { claimedObjects } from './claimed-objects.ts'
import { liveNames } from '../read-back/live-names.ts'
import type { Ownership, Plan } from './plan-types.ts'
import { planPrunes } from './plan-prunes.ts'
import { stackObjects } from './stack-objects.ts'
import type { Claim } from './standing.ts'
import { conflicts, standingOf } from './standing.ts'

/**
 * Removes a stack from the swarm: only what bears the repository's label, jobs that it could not be
 * put on, and, where no object of the stack has another owner, the stack's networks. Everything
 * else stays, with a warning. Services go first, then configs, secrets and networks; volumes stay.
 */
export function planRemoval(stack: string, live: LiveState, ownership: Ownership): Plan {
  const nothing: DesiredState = {
    stack,
    networks: [],
    secrets: [],
    configs: [],
    services: [],
    externals: { networks: [], secrets: [], configs: [] },
    fixedNames: { networks: [], secrets: [], configs: [] },
  }
  const objects = stackObjects(nothing, live)
  const { repository } = ownership
  const claim: Claim = {
    stack,
    repository,
    standing: standingOf(stack, objects, repository),
    everything: false,
    isDesired: () => false,
  }
  const shared = conflicts(nothing, objects, repository).length > 0
  const claimed = claimedObjects(objects, claim)
  const owned = shared
    ? { ...claimed, networks: claimedObjects(objects, { ...claim, standing: 'new' }).networks }
    : claimed
  const empty = {
    services: new Set<string>(),
    networks: new Set<string>(),
    secrets: new Set<string>(),
    configs: new Set<string>(),
  }
  const prunes = planPrunes({
    objects,
    claimed: owned,
    kept: empty,
    changes: [],
    live,
    names: liveNames(live),
    unlabelled: true,
  })
  return { stack, changes: prunes.last, warnings: prunes.warnings }
}
