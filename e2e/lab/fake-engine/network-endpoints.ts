import type { NetworkSpec } from '@kesako/core'
import { randomBytes } from 'node:crypto'
import { FakeRefusal, notFound } from './fake-refusal.ts'
import type { FakeNetwork, FakeSwarm } from './fake-swarm.ts'
import { emit, swarmId, timestamp } from './fake-swarm.ts'
import { fits, listFilters } from './list-filters.ts'
import type { Answer, Call, Route } from './route.ts'
import { isModern, ok } from './route.ts'

export const networkRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/networks$/, manager: false, handle: (call) => ok(list(call)) },
  { method: 'POST', path: /^\/networks\/create$/, manager: false, handle: (call) => create(call) },
  {
    method: 'GET',
    path: /^\/networks\/([^/]+)$/,
    manager: false,
    handle: ({ swarm, name, query }) => {
      const scope = query.get('scope')
      const network = findNetwork(swarm, name)
      if (network === undefined || (scope && scope !== network.Scope)) {
        throw notFound('network', name)
      }
      return ok(network)
    },
  },
  {
    method: 'DELETE',
    path: /^\/networks\/([^/]+)$/,
    manager: false,
    handle: (call) => remove(call),
  },
]

/** By id, name, or beginning of an id; what the swarm knows comes before a node's leftover. */
export function findNetwork(swarm: FakeSwarm, idOrName: string): FakeNetwork | undefined {
  const all = [...swarm.networks.values()].sort((a, b) => Number(isCopy(a)) - Number(isCopy(b)))
  return (
    all.find((one) => one.Id === idOrName) ??
    all.find((one) => one.Name === idOrName) ??
    all.find((one) => one.Id.startsWith(idOrName))
  )
}

/** The networks that every engine has, and the swarm's ingress. */
export function firstNetworks(swarm: FakeSwarm): void {
  for (const [Name, Driver] of [
    ['bridge', 'bridge'],
    ['host', 'host'],
    ['none', 'null'],
  ] as const) {
    const Id = randomBytes(32).toString('hex')
    const subnets = Driver === 'bridge' ? [{ Subnet: '172.17.0.0/16' }] : []
    addNetwork(swarm, { Id, Name, Driver, Scope: 'local', Containers: {}, Labels: {} }, subnets)
  }
}

export function addIngress(swarm: FakeSwarm): void {
  addOverlay(swarm, { Name: 'ingress', Ingress: true })
}

function list({ swarm, query }: Call): readonly FakeNetwork[] {
  const filters = listFilters(query.get('filters') ?? undefined)
  return [...swarm.networks.values()].filter((network) =>
    fits(filters, {
      id: network.Id,
      name: network.Name,
      labels: network.Labels ?? {},
      fields: { scope: network.Scope, driver: network.Driver },
    }),
  )
}

function create({ swarm, settings, body }: Call): Answer {
  const spec = body as Partial<NetworkSpec> & { readonly CheckDuplicate?: boolean }
  const Name = spec.Name ?? ''
  if (Name === '') throw new FakeRefusal(400, 'network name cannot be empty')
  const same = [...swarm.networks.values()].filter((network) => network.Name === Name)
  const checked = spec.CheckDuplicate === true || isModern(settings)
  if (same.some((network) => checked || !isCopy(network))) {
    throw new FakeRefusal(409, `network with name ${Name} already exists`)
  }
  const Driver = spec.Driver || 'bridge'
  if (Driver !== 'overlay' && Driver !== 'bridge') {
    throw new FakeRefusal(404, `plugin "${Driver}" not found`)
  }
  if (Driver === 'overlay' && !swarm.active) {
    throw new FakeRefusal(
      403,
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    )
  }
  const network = addOverlay(swarm, { ...spec, Name })
  emit(swarm, 'network', 'create', network.Id, Name)
  return { status: 201, json: { Id: network.Id, Warning: '' } }
}

function remove({ swarm, settings, name }: Call): Answer {
  const network = findNetwork(swarm, name)
  if (network === undefined || isCopy(network)) {
    if (network?.Scope !== 'local') throw notFound('network', name)
    throw new FakeRefusal(403, `${name} is a pre-defined network and cannot be removed`)
  }
  const user = [...swarm.services.values()].find((service) =>
    service.Spec.TaskTemplate.Networks?.some(({ Target }) => Target === network.Id),
  )
  if (user !== undefined) {
    throw new FakeRefusal(
      400,
      `rpc error: code = FailedPrecondition desc = network ${network.Id} is in use by service ${user.ID}`,
    )
  }
  if (settings.networkLingerMs === 0) swarm.networks.delete(network.Id)
  else {
    network.Containers = {}
    setTimeout(() => swarm.networks.delete(network.Id), settings.networkLingerMs).unref()
  }
  emit(swarm, 'network', 'remove', network.Id, network.Name)
  return { status: 204 }
}

/** What this node has itself; for an overlay, what is left of it after its removal. */
function isCopy(network: FakeNetwork): boolean {
  return network.Containers !== null
}

function addOverlay(
  swarm: FakeSwarm,
  spec: Partial<NetworkSpec> & { readonly Name: string },
): FakeNetwork {
  swarm.subnets += 1
  const wanted = spec.IPAM?.Config ?? []
  const subnets =
    wanted.length > 0
      ? wanted
      : [{ Subnet: `10.0.${swarm.subnets}.0/24`, Gateway: `10.0.${swarm.subnets}.1` }]
  return addNetwork(
    swarm,
    {
      Id: swarmId(),
      Name: spec.Name,
      Driver: 'overlay',
      Scope: 'swarm',
      Internal: spec.Internal ?? false,
      Attachable: spec.Attachable ?? false,
      Ingress: spec.Ingress ?? false,
      Containers: null,
      Options: {
        ...spec.Options,
        'com.docker.network.driver.overlay.vxlanid_list': String(4_096 + swarm.subnets),
      },
      Labels: spec.Labels ?? null,
    },
    subnets,
  )
}

function addNetwork(
  swarm: FakeSwarm,
  network: Pick<FakeNetwork, 'Id' | 'Name' | 'Driver' | 'Scope' | 'Containers' | 'Labels'> &
    Readonly<Record<string, unknown>>,
  Config: readonly object[],
): FakeNetwork {
  const added = {
    Created: timestamp(),
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: null, Config },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Options: {},
    ...network,
  }
  swarm.networks.set(added.Id, added)
  return added
}
