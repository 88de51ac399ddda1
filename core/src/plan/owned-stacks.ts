import type { LiveState } from '../live/live-state.ts'
import { compareText } from './compare-text.ts'
import {
  configObject,
  networkObject,
  repositoryOf,
  secretObject,
  serviceObject,
  stackOf,
} from './stack-objects.ts'

/** Stacks of which anything on the swarm bears the repository's label, sorted. */
export function ownedStacks(live: LiveState, repository: string): readonly string[] {
  const objects = [
    ...live.services.map(serviceObject),
    ...live.networks.map(networkObject),
    ...live.secrets.map(secretObject),
    ...live.configs.map(configObject),
  ]
  const stacks = objects
    .filter((object) => repositoryOf(object) === repository)
    .flatMap((object) => stackOf(object) ?? [])
  return [...new Set(stacks)].sort(compareText)
}
