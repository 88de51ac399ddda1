import type { StackObjects } from './stack-objects.ts'
import { configObject, networkObject, secretObject } from './stack-objects.ts'
import type { Claim } from './standing.ts'
import { isClaimed, isClaimedService } from './standing.ts'

/** Objects of a stack that may be changed and pruned, by name. */
export type ClaimedObjects = Omit<StackObjects, 'all'>

export function claimedObjects(objects: StackObjects, claim: Claim): ClaimedObjects {
  return {
    services: only(objects.services, (service) => isClaimedService(service, claim)),
    networks: only(objects.networks, (network) => isClaimed(networkObject(network), claim)),
    secrets: only(objects.secrets, (secret) => isClaimed(secretObject(secret), claim)),
    configs: only(objects.configs, (config) => isClaimed(configObject(config), claim)),
  }
}

function only<Live>(
  map: ReadonlyMap<string, Live>,
  keep: (live: Live) => boolean,
): ReadonlyMap<string, Live> {
  return new Map([...map].filter(([, live]) => keep(live)))
}
