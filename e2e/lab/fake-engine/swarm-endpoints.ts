import { FakeRefusal, notFound, outOfSequence } from './fake-refusal.ts'
import type { FakeSwarm } from './fake-swarm.ts'
import { emit, find, timestamp } from './fake-swarm.ts'
import { fits, listFilters } from './list-filters.ts'
import { addIngress } from './network-endpoints.ts'
import type { Answer, Call, Route } from './route.ts'
import { ok } from './route.ts'
import { isCurrent } from './task-life.ts'

/** Ping, version, info, the swarm itself, its tasks and its one node. */
export const swarmRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/_ping$/,
    manager: false,
    handle: () => ({
      status: 200,
      bytes: Buffer.from('OK'),
      headers: { 'content-type': 'text/plain' },
    }),
  },
  {
    method: 'GET',
    path: /^\/version$/,
    manager: false,
    handle: ({ settings }) =>
      ok({
        Version: settings.engineVersion,
        ApiVersion: settings.apiVersion,
        MinAPIVersion: '1.12',
        Os: 'linux',
        Arch: 'amd64',
      }),
  },
  { method: 'GET', path: /^\/info$/, manager: false, handle: (call) => ok(info(call)) },
  {
    method: 'POST',
    path: /^\/swarm\/init$/,
    manager: false,
    handle: ({ swarm }) => {
      if (swarm.active) {
        throw new FakeRefusal(
          503,
          'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.',
        )
      }
      swarm.active = true
      addIngress(swarm)
      return ok(swarm.nodeId)
    },
  },
  {
    method: 'GET',
    path: /^\/tasks$/,
    manager: true,
    handle: ({ swarm, query }) => ok(tasks(swarm, query.get('filters') ?? undefined)),
  },
  {
    method: 'GET',
    path: /^\/nodes$/,
    manager: true,
    handle: ({ swarm, settings }) => ok([node(swarm, settings.engineVersion)]),
  },
  {
    method: 'GET',
    path: /^\/nodes\/([^/]+)$/,
    manager: true,
    handle: ({ swarm, settings, name }) => {
      if (![swarm.nodeId, swarm.hostname, 'self'].includes(name)) throw notFound('node', name)
      return ok(node(swarm, settings.engineVersion))
    },
  },
  {
    method: 'POST',
    path: /^\/nodes\/([^/]+)\/update$/,
    manager: true,
    handle: (call) => updateNode(call),
  },
  {
    method: 'POST',
    path: /^\/containers\/([^/]+)\/kill$/,
    manager: false,
    handle: ({ swarm, orchestrator, name }) => {
      const task = [...swarm.tasks.values()].find(
        ({ Status }) => Status.ContainerStatus?.ContainerID === name,
      )
      if (task === undefined) throw new FakeRefusal(404, `No such container: ${name}`)
      orchestrator.killed(task)
      return { status: 204 }
    },
  },
]

function updateNode({ swarm, orchestrator, name, query, body }: Call): Answer {
  if (![swarm.nodeId, swarm.hostname].includes(name)) throw notFound('node', name)
  if (Number(query.get('version')) !== swarm.nodeIndex) throw outOfSequence()
  const { Availability: availability } = body as {
    readonly Availability: FakeSwarm['availability']
  }
  swarm.index += 1
  swarm.nodeIndex = swarm.index
  swarm.availability = availability
  emit(swarm, 'node', 'update', swarm.nodeId, swarm.hostname)
  orchestrator.nodeChanged()
  return { status: 200 }
}

function info({ swarm, settings }: Call): object {
  return {
    ServerVersion: settings.engineVersion,
    OSType: 'linux',
    Architecture: 'x86_64',
    Name: swarm.hostname,
    Swarm: {
      NodeID: swarm.active ? swarm.nodeId : '',
      NodeAddr: swarm.active ? '127.0.0.1' : '',
      LocalNodeState: swarm.active ? 'active' : 'inactive',
      ControlAvailable: swarm.active,
      Error: '',
      RemoteManagers: null,
    },
  }
}

function tasks(swarm: FakeSwarm, filters: string | undefined): readonly object[] {
  const wanted = new Map(listFilters(filters))
  const onlyCurrent = wanted.get('_up-to-date')?.includes('true') === true
  wanted.delete('_up-to-date')
  const services = wanted.get('service')?.map((idOrName) => {
    return find(swarm.services, idOrName, (service) => service.Spec.Name)?.ID ?? idOrName
  })
  if (services !== undefined) wanted.set('service', services)
  return [...swarm.tasks.values()].filter((task) => {
    const service = swarm.services.get(task.ServiceID)
    if (onlyCurrent && (service === undefined || !isCurrent(service, task))) return false
    return fits(wanted, {
      id: task.ID,
      name: service?.Spec.Name ?? '',
      labels: service?.Spec.Labels ?? {},
      fields: {
        service: task.ServiceID,
        node: task.NodeID ?? '',
        'desired-state': task.DesiredState,
      },
    })
  })
}

function node(swarm: FakeSwarm, EngineVersion: string): object {
  const now = timestamp()
  return {
    ID: swarm.nodeId,
    Version: { Index: swarm.nodeIndex },
    CreatedAt: now,
    UpdatedAt: now,
    Spec: { Labels: swarm.nodeLabels, Role: 'manager', Availability: swarm.availability },
    Description: {
      Hostname: swarm.hostname,
      Platform: { Architecture: 'x86_64', OS: 'linux' },
      Resources: { NanoCPUs: 2_000_000_000, MemoryBytes: 8_589_934_592 },
      Engine: { EngineVersion, Plugins: [] },
    },
    Status: { State: 'ready', Addr: '127.0.0.1' },
    ManagerStatus: { Leader: true, Reachability: 'reachable', Addr: '127.0.0.1:2377' },
  }
}
