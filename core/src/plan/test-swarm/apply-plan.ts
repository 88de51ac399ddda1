import type { LiveNetwork, LiveState } from '../../live/live-state.ts'
import type { NetworkSpec } from '../../spec/object-spec.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import type { Change, ObjectSpec, Plan } from '../plan-types.ts'
import { resolveReferences } from '../resolve-references.ts'
import { readBack } from './read-back.ts'

/** A swarm with nothing on it but one manager. */
export const EMPTY_SWARM: LiveState = {
  services: [],
  tasks: [],
  nodes: [
    {
      id: 'node-1',
      hostname: 'node-a',
      role: 'manager',
      state: 'ready',
      availability: 'active',
      leader: true,
      address: '10.0.0.1',
      labels: {},
      engineVersion: '20.10.24',
      nanoCpus: 2e9,
      memoryBytes: 4e9,
    },
  ],
  networks: [],
  secrets: [],
  configs: [],
}

/**
 * The live state after a plan was applied, as an engine would show it. Refuses what an engine
 * refuses: a taken name, a reference that isn't there, removing what is in use. Services that are
 * replaced go together, when the first change after the plan's creates of objects needs the room.
 */
export function applyPlan(plan: Plan, live: LiveState): LiveState {
  const leaving = plan.changes.filter(
    ({ action, ref }) => action === 'replace' && ref.kind === 'service',
  )
  let now = live
  let room = false
  for (const change of plan.changes) {
    if (!room && (change.action === 'replace' || change.ref.kind === 'service')) {
      now = leaving.reduce((state, one) => drop(state, one), now)
      room = true
    }
    if (change.action === 'replace' && change.ref.kind !== 'service') now = drop(now, change)
    now = applyChange(change, now)
  }
  return now
}

function drop(live: LiveState, change: Change): LiveState {
  return 'id' in change ? remove(live, change.ref.kind, change.id) : live
}

let serial = 0

function applyChange(change: Change, live: LiveState): LiveState {
  switch (change.action) {
    case 'create':
    case 'replace':
      return create(change.object, live)
    case 'update':
      return update(change.id, change.version, change.object, live)
    case 'remove':
      return remove(live, change.ref.kind, change.id)
    case 'hold':
      return live
  }
}

function create(object: ObjectSpec, live: LiveState): LiveState {
  serial += 1
  const id = `${object.kind}-${serial}`
  const taken = namesOf(object.kind, live)
  if (taken.includes(object.spec.Name)) throw new Error(`${object.spec.Name} already exists`)
  switch (object.kind) {
    case 'network':
      return { ...live, networks: [...live.networks, liveNetwork(id, object.spec)] }
    case 'secret': {
      const { Data: _, ...spec } = object.spec
      return { ...live, secrets: [...live.secrets, { id, version: serial, spec }] }
    }
    case 'config':
      return { ...live, configs: [...live.configs, { id, version: serial, spec: object.spec }] }
    case 'service': {
      const at = new Date(serial * 1000).toISOString()
      const service = {
        id,
        version: serial,
        createdAt: at,
        updatedAt: at,
        spec: resolve(object.spec, live),
        hasPrevious: false,
        ports: [],
      }
      return { ...live, services: [...live.services, service] }
    }
  }
}

function update(id: string, version: number, object: ObjectSpec, live: LiveState): LiveState {
  serial += 1
  function changed<Item extends { readonly id: string; readonly version: number }>(
    item: Item,
    more: Partial<Item>,
  ): Item {
    if (item.id !== id) return item
    if (item.version !== version) throw new Error('update out of sequence')
    return { ...item, ...more, version: serial }
  }
  switch (object.kind) {
    case 'network':
      throw new Error('a network cannot be updated')
    case 'secret': {
      const { Data: _, ...spec } = object.spec
      return { ...live, secrets: live.secrets.map((item) => changed(item, { spec })) }
    }
    case 'config':
      return { ...live, configs: live.configs.map((item) => changed(item, { spec: object.spec })) }
    case 'service': {
      const spec = resolve(object.spec, live)
      return { ...live, services: live.services.map((item) => changed(item, { spec })) }
    }
  }
}

function resolve(spec: ServiceSpec, live: LiveState): ServiceSpec {
  const resolved = resolveReferences(spec, {
    network: (name) => live.networks.find((network) => network.name === name)?.id,
    secret: (name) => live.secrets.find((secret) => secret.spec.Name === name)?.id,
    config: (name) => live.configs.find((config) => config.spec.Name === name)?.id,
  })
  if ('missing' in resolved) throw new Error(`missing ${JSON.stringify(resolved.missing)}`)
  const read = readBack(resolved.spec)
  const networks = (read.TaskTemplate.Networks ?? []).map((network) =>
    network.Target === 'host' ? { ...network, Target: 'predefined-host-id' } : network,
  )
  return { ...read, TaskTemplate: { ...read.TaskTemplate, Networks: networks } }
}

function remove(live: LiveState, kind: Change['ref']['kind'], id: string): LiveState {
  if (kind !== 'service') {
    const text = live.services.map((service) => JSON.stringify(service.spec)).join(' ')
    if (text.includes(`"${id}"`)) throw new Error(`${kind} ${id} is in use`)
  }
  const other = (item: { readonly id: string }): boolean => item.id !== id
  return {
    ...live,
    services: live.services.filter(other),
    networks: live.networks.filter(other),
    secrets: live.secrets.filter(other),
    configs: live.configs.filter(other),
  }
}

function namesOf(kind: Change['ref']['kind'], live: LiveState): readonly string[] {
  switch (kind) {
    case 'network':
      return live.networks.map((network) => network.name)
    case 'secret':
      return live.secrets.map((secret) => secret.spec.Name)
    case 'config':
      return live.configs.map((config) => config.spec.Name)
    case 'service':
      return live.services.map((service) => service.spec.Name)
  }
}

function liveNetwork(id: string, spec: NetworkSpec): LiveNetwork {
  return {
    id,
    name: spec.Name,
    driver: spec.Driver,
    scope: 'swarm',
    internal: spec.Internal,
    attachable: spec.Attachable,
    ingress: false,
    options: { ...spec.Options, 'com.docker.network.driver.overlay.vxlanid_list': '4097' },
    ipamDriver: 'default',
    subnets: spec.IPAM?.Config?.flatMap(({ Subnet }) => Subnet ?? []) ?? ['10.0.1.0/24'],
    labels: spec.Labels,
  }
}
