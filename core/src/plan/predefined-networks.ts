import type { ServiceSpec } from '../spec/service-spec.ts'
import type { LiveNames } from '../read-back/live-names.ts'

const PREDEFINED = new Set(['host', 'bridge', 'none'])

/** Networks that every node has by itself: never created, never looked up. */
export function isPredefinedNetwork(name: string): boolean {
  return PREDEFINED.has(name)
}

/**
 * Names for reading one live service. The engine stores `host` as the id of a swarm-scoped network
 * that its list of networks leaves out, so an id that nothing explains stands for the predefined
 * network that the desired spec asks for.
 */
export function withPredefined(
  names: LiveNames,
  desired: ServiceSpec,
  live: ServiceSpec,
): LiveNames {
  const unexplained = (live.TaskTemplate.Networks ?? [])
    .map(({ Target }) => Target)
    .filter((id) => names.network(id) === id)
  const wanted = (desired.TaskTemplate.Networks ?? [])
    .map(({ Target }) => Target)
    .filter(isPredefinedNetwork)
  const pairs = new Map(unexplained.map((id, index) => [id, wanted[index] ?? id]))
  return { ...names, network: (id) => pairs.get(id) ?? names.network(id) }
}
