import type { LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import type { ClaimedObjects } from './claimed-objects.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import type { Change } from './plan-types.ts'
import type { Users } from './plan-removes.ts'
import { removeService, removeUnused, usersAfter } from './plan-removes.ts'
import type { LiveObject, StackObjects } from './stack-objects.ts'
import { configObject, networkObject, secretObject, serviceObject } from './stack-objects.ts'

/** Names that stay. */
export interface KeptNames {
  readonly services: ReadonlySet<string>
  readonly networks: ReadonlySet<string>
  readonly secrets: ReadonlySet<string>
  readonly configs: ReadonlySet<string>
}

export interface Prunes {
  /** Dropped services that must be gone before a service of the plan is written. */
  readonly before: readonly Change[]
  /** Services, configs, secrets, networks: removed last. */
  readonly last: readonly Change[]
  readonly warnings: readonly Problem[]
}

/**
 * What of the stack is ours and no longer named; `isOlder` tells what a rotation left behind. What
 * isn't ours is left, with a warning.
 */
export function planPrunes(
  objects: StackObjects,
  claimed: ClaimedObjects,
  kept: KeptNames,
  changes: readonly Change[],
  live: LiveState,
  names: LiveNames,
  isOlder: (object: LiveObject) => boolean = () => false,
): Prunes {
  const services = [...claimed.services.values()]
    .filter((service) => !kept.services.has(service.spec.Name))
    .map((service) => removeService(service, serviceObject(service), changes, live, names))
  const dropped = [
    ...[...claimed.configs.values()].map(configObject).filter(isDropped(kept.configs)),
    ...[...claimed.secrets.values()].map(secretObject).filter(isDropped(kept.secrets)),
    ...[...claimed.networks.values()].map(networkObject).filter(isDropped(kept.networks)),
  ]
  const nobody: Users = () => []
  const users = dropped.length === 0 ? nobody : usersAfter([...changes, ...services], live, names)
  const unused = removeUnused(dropped, users, isOlder)
  return {
    before: services.filter(({ when }) => when === 'before-create'),
    last: [...services.filter(({ when }) => when === 'prune'), ...unused.changes],
    warnings: [...unused.warnings, ...leftAlone(objects, claimed, kept)],
  }
}

function isDropped(kept: ReadonlySet<string>): (object: LiveObject) => boolean {
  return (object) => !kept.has(object.name)
}

/** What the file names, be it as external, is no news. */
function leftAlone(
  objects: StackObjects,
  claimed: ClaimedObjects,
  kept: KeptNames,
): readonly Problem[] {
  const known = {
    service: [claimed.services, kept.services],
    network: [claimed.networks, kept.networks],
    secret: [claimed.secrets, kept.secrets],
    config: [claimed.configs, kept.configs],
  }
  return objects.all
    .filter((object) => !known[object.kind].some((names) => names.has(object.name)))
    .map((object) => ({
      code: 'not-owned',
      severity: 'warning',
      message: `The ${object.kind} ${object.name} bears the stack's name but wasn't made by this repository, so it stays.`,
      remedy: `Remove it by hand (docker ${object.kind} rm ${object.name}), or name it in the Compose file.`,
    }))
}
