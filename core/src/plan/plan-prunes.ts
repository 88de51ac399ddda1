import type { LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import type { ClaimedObjects } from './claimed-objects.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import { keptByPolicy } from './kept-by-policy.ts'
import { isRemoval, keepUntilSuccessor } from './keep-until-successor.ts'
import type { Change } from './plan-types.ts'
import type { Users } from './plan-removes.ts'
import { removeService, removeUnused, usersAfter } from './plan-removes.ts'
import type { LiveObject, StackObjects } from './stack-objects.ts'
import {
  configObject,
  networkObject,
  repositoryOf,
  secretObject,
  serviceObject,
} from './stack-objects.ts'

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

export interface PrunesInput {
  readonly objects: StackObjects
  readonly claimed: ClaimedObjects
  readonly kept: KeptNames
  /** All other changes of the plan. */
  readonly changes: readonly Change[]
  readonly live: LiveState
  readonly names: LiveNames
  /** What a rotation left behind. Default: nothing. */
  readonly isOlder?: (object: LiveObject) => boolean
  /** False: what bears no label of ours stays, unless a service of the plan can't come without its end. */
  readonly unlabelled: boolean
  /** What would go last stays, with a warning; but for older content. Default false. */
  readonly keep?: boolean
}

/**
 * What of the stack is ours and no longer named. What isn't ours is left, with a warning; a dropped service stays, held,
 * while one that may take its place is held.
 */
export function planPrunes(input: PrunesInput): Prunes {
  const { objects, kept, changes, live, names, isOlder = () => false } = input
  const claimed = input.unlabelled ? input.claimed : labelled(input.claimed)
  const removals = [...input.claimed.services.values()]
    .filter((service) => !kept.services.has(service.spec.Name))
    .map((service) => removeService(service, serviceObject(service), changes, live, names))
    .filter(({ when, ref }) => when === 'before-create' || claimed.services.has(ref.name))
  const services = keepUntilSuccessor(removals, changes, input.claimed.services)
  const dropped = [
    ...[...claimed.configs.values()].map(configObject).filter(isDropped(kept.configs)),
    ...[...claimed.secrets.values()].map(secretObject).filter(isDropped(kept.secrets)),
    ...[...claimed.networks.values()].map(networkObject).filter(isDropped(kept.networks)),
  ]
  const nobody: Users = () => []
  const users = dropped.length === 0 ? nobody : usersAfter([...changes, ...services], live, names)
  const unused = removeUnused(dropped, users, isOlder)
  const last = [
    ...services.filter((change) => !isRemoval(change, 'before-create')),
    ...unused.changes,
  ]
  const stay = input.keep === true ? keptByPolicy(last, isOlder, objects) : undefined
  const leaves = new Set(removals.map(({ ref }) => ref.name))
  return {
    before: services.filter((change) => isRemoval(change, 'before-create')),
    last: stay?.last ?? last,
    warnings: [
      ...(stay?.warnings ?? []),
      ...unused.warnings,
      ...leftAlone(
        objects.all.filter(({ kind, name }) => kind !== 'service' || !leaves.has(name)),
        claimed,
        kept,
      ),
    ],
  }
}

/** Objects that bear a repository's label, which is ours where they are claimed. */
function labelled(claimed: ClaimedObjects): ClaimedObjects {
  const only = <Live>(
    live: ReadonlyMap<string, Live>,
    objectOf: (live: Live) => LiveObject,
  ): ReadonlyMap<string, Live> =>
    new Map([...live].filter(([, one]) => repositoryOf(objectOf(one)) !== undefined))
  return {
    services: only(claimed.services, serviceObject),
    networks: only(claimed.networks, networkObject),
    secrets: only(claimed.secrets, secretObject),
    configs: only(claimed.configs, configObject),
  }
}

function isDropped(kept: ReadonlySet<string>): (object: LiveObject) => boolean {
  return (object) => !kept.has(object.name)
}

/** What the file names, be it as external, is no news. */
function leftAlone(
  objects: readonly LiveObject[],
  claimed: ClaimedObjects,
  kept: KeptNames,
): readonly Problem[] {
  const known = {
    service: [claimed.services, kept.services],
    network: [claimed.networks, kept.networks],
    secret: [claimed.secrets, kept.secrets],
    config: [claimed.configs, kept.configs],
  }
  return objects
    .filter((object) => !known[object.kind].some((names) => names.has(object.name)))
    .map((object) => ({
      code: 'not-owned',
      severity: 'warning',
      message: `The ${object.kind} ${object.name} bears the stack's name but wasn't made by this repository, so it stays.`,
      remedy: `Remove it by hand (docker ${object.kind} rm ${object.name}), or name it in the Compose file.`,
    }))
}
