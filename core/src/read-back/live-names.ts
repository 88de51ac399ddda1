import type { LiveState } from '../live/live-state.ts'

/** Names by id, for reading live specs in the same words as desired ones. */
export interface LiveNames {
  readonly network: (id: string) => string
  readonly config: (id: string) => string
}

/** An id that isn't known stays as it is; so does a name. */
export function liveNames(live: Pick<LiveState, 'networks' | 'configs'>): LiveNames {
  const networks = new Map(live.networks.map((network) => [network.id, network.name]))
  const configs = new Map(live.configs.map((config) => [config.id, config.spec.Name]))
  return {
    network: (id) => networks.get(id) ?? id,
    config: (id) => configs.get(id) ?? id,
  }
}
