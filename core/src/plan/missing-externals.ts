import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import { isPredefinedNetwork } from './predefined-networks.ts'

/** Externals that services need and that are not on the swarm, or only on one node. */
export function missingExternals(desired: DesiredState, live: LiveState): readonly Problem[] {
  const { networks, secrets, configs } = desired.externals
  const secretNames = new Set(live.secrets.map(({ spec }) => spec.Name))
  const configNames = new Set(live.configs.map(({ spec }) => spec.Name))
  return [
    ...networks.filter((name) => !isPredefinedNetwork(name)).flatMap((name) => network(name, live)),
    ...secrets.filter((name) => !secretNames.has(name)).map((name) => missing('secret', name)),
    ...configs.filter((name) => !configNames.has(name)).map((name) => missing('config', name)),
  ]
}

function missing(kind: 'network' | 'secret' | 'config', name: string): Problem {
  const flags = kind === 'network' ? 'create --driver overlay' : 'create'
  const file = kind === 'network' ? '' : ' FILE'
  return {
    code: 'external-missing',
    severity: 'error',
    message: `The ${kind} ${name} is declared as external and is not on the swarm.`,
    remedy: `Create it (docker ${kind} ${flags} ${name}${file}), or drop "external".`,
    next: 'waiting',
  }
}

function network(name: string, live: LiveState): readonly Problem[] {
  const found = live.networks.filter((network) => network.name === name)
  if (found.length === 0) return [missing('network', name)]
  if (found.some(({ scope }) => scope === 'swarm')) return []
  return [
    {
      code: 'external-wrong-scope',
      severity: 'error',
      message: `The network ${name} is declared as external, but exists on one node only (scope ${found[0]?.scope}).`,
      remedy: 'Services need a swarm-scoped network: create an overlay network under another name.',
      next: 'stalled',
    },
  ]
}
