import type { DesiredState } from '../../desired-state.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { Problem } from '../../problem.ts'
import type { EngineFeatures } from '../../read-back/engine-features.ts'
import { refusal } from './refusal.ts'
import { subnetFault } from './subnet-fault.ts'

/** Drivers whose networks belong to one node. */
const OF_ONE_NODE = new Set(['bridge', 'host', 'ipvlan', 'macvlan', 'null'])

/** The engine has these on each node, and attaches no service to them. */
const NEVER = new Set(['none', 'default'])

export function networkRules(
  desired: DesiredState,
  live: LiveState,
  features: EngineFeatures,
): readonly Problem[] {
  return [
    ...desired.networks
      .filter(({ Driver }) => OF_ONE_NODE.has(Driver))
      .map(({ Name, Driver }) =>
        refusal(
          'network-of-one-node',
          `The network ${Name} has the driver ${Driver}, whose networks belong to one node, and the engine attaches no service to it.`,
          'Use the driver overlay, or a network of the engine such as host.',
        ),
      ),
    ...desired.networks.flatMap(({ Name, IPAM }) =>
      (IPAM?.Config ?? []).flatMap(({ Subnet = '' }) => {
        const fault = subnetFault(Subnet, features.strictSubnets)
        if (fault === undefined) return []
        const message = `The network ${Name} has the subnet "${Subnet}", ${fault}; the engine refuses it.`
        return [refusal('invalid-subnet', message, 'Write it such as 10.20.0.0/24.')]
      }),
    ),
    ...attachedToNone(desired, live),
  ]
}

function attachedToNone(desired: DesiredState, live: LiveState): readonly Problem[] {
  const there = new Set(
    live.networks.filter(({ scope }) => scope === 'swarm').map(({ name }) => name),
  )
  return desired.services.flatMap(({ Name, TaskTemplate }) =>
    (TaskTemplate.Networks ?? [])
      .filter(({ Target }) => NEVER.has(Target) && !there.has(Target))
      .map(({ Target }) =>
        refusal(
          'network-of-one-node',
          `${Name} uses the network ${Target}, to which the engine attaches no service.`,
          'Name another network.',
        ),
      ),
  )
}
