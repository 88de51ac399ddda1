import type { DesiredState } from '@kesako/core'

/**
 * Splits cases into batches whose stacks can live on one swarm at the same time: no two of a batch
 * publish the same port, fix or share the same name, or ask for the same subnet.
 */
export function batches<Case extends { readonly desired: DesiredState }>(
  cases: readonly Case[],
): readonly (readonly Case[])[] {
  const made: { readonly taken: Set<string>; readonly cases: Case[] }[] = []
  for (const one of cases) {
    const claims = claimsOf(one.desired)
    let batch = made.find(({ taken }) => claims.every((claim) => !taken.has(claim)))
    if (batch === undefined) {
      batch = { taken: new Set(), cases: [] }
      made.push(batch)
    }
    for (const claim of claims) batch.taken.add(claim)
    batch.cases.push(one)
  }
  return made.map(({ cases: members }) => members)
}

/** What only one stack of a swarm can have. */
function claimsOf(desired: DesiredState): readonly string[] {
  const ports = desired.services.flatMap(({ EndpointSpec: { Ports = [] } }) =>
    Ports.filter(({ PublishedPort = 0 }) => PublishedPort > 0).map(
      ({ PublishedPort, Protocol }) => `port ${PublishedPort}/${Protocol ?? 'tcp'}`,
    ),
  )
  const subnets = desired.networks.flatMap(({ IPAM }) =>
    (IPAM?.Config ?? []).map(({ Subnet }) => `subnet ${Subnet}`),
  )
  const kinds = ['networks', 'secrets', 'configs'] as const
  const names = kinds.flatMap((kind) =>
    [...desired.fixedNames[kind], ...desired.externals[kind]].map((name) => `${kind} ${name}`),
  )
  return [...ports, ...subnets, ...names, `stack ${desired.stack}`]
}
