import { isDeepStrictEqual } from 'node:util'
import type { ServiceSpec } from '@kesako/core'
import { FakeRefusal, invalid, notFound, outOfSequence } from './fake-refusal.ts'
import type { FakeService, FakeSwarm } from './fake-swarm.ts'
import { emit, find, stored, timestamp, touch } from './fake-swarm.ts'
import { fits, listFilters } from './list-filters.ts'
import { findNetwork } from './network-endpoints.ts'
import { tasksOf, wantedSlots } from './orchestrator.ts'
import { readBack } from './read-back.ts'
import type { Answer, Call, Route } from './route.ts'
import { created, isModern, ok } from './route.ts'
import { checkService } from './service-checks.ts'

export const serviceRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/services$/, manager: true, handle: (call) => ok(list(call)) },
  { method: 'POST', path: /^\/services\/create$/, manager: true, handle: (call) => create(call) },
  {
    method: 'POST',
    path: /^\/services\/([^/]+)\/update$/,
    manager: true,
    handle: (call) => ok(update(call)),
  },
  {
    method: 'GET',
    path: /^\/services\/([^/]+)$/,
    manager: true,
    handle: ({ swarm, name }) => ok(findService(swarm, name)),
  },
  {
    method: 'DELETE',
    path: /^\/services\/([^/]+)$/,
    manager: true,
    handle: ({ swarm, orchestrator, name }) => {
      const service = findService(swarm, name)
      swarm.services.delete(service.ID)
      orchestrator.removed(service)
      emit(swarm, 'service', 'remove', service.ID, service.Spec.Name)
      return { status: 200 }
    },
  },
]

export function findService(swarm: FakeSwarm, idOrName: string): FakeService {
  const service = find(swarm.services, idOrName, (one) => one.Spec.Name)
  if (service === undefined) throw notFound('service', idOrName)
  return service
}

function list({ swarm, query }: Call): readonly object[] {
  const filters = listFilters(query.get('filters') ?? undefined)
  const services = [...swarm.services.values()].filter(({ ID, Spec }) =>
    fits(filters, { id: ID, name: Spec.Name, labels: Spec.Labels }),
  )
  if (query.get('status') !== 'true') return services
  return services.map((service) => {
    const tasks = tasksOf(swarm, service)
    return {
      ...service,
      ServiceStatus: {
        RunningTasks: tasks.filter((task) => task.Status.State === 'running').length,
        DesiredTasks: wantedSlots(service).length,
        CompletedTasks: tasks.filter((task) => task.Status.State === 'complete').length,
      },
    }
  })
}

function create(call: Call): Answer {
  const { swarm, orchestrator } = call
  const spec = readSpec(call)
  checkService(swarm, spec)
  if ([...swarm.services.values()].some((one) => one.Spec.Name === spec.Name)) {
    throw new FakeRefusal(
      409,
      `rpc error: code = AlreadyExists desc = name conflicts with an existing object: service ${spec.Name} already exists`,
    )
  }
  const service: FakeService = {
    ...stored(swarm, spec),
    Endpoint: { Spec: spec.EndpointSpec, Ports: spec.EndpointSpec.Ports ?? [] },
    ...(isJob(spec) ? { JobStatus: { JobIteration: {}, LastExecution: timestamp() } } : {}),
  }
  swarm.services.set(service.ID, service)
  emit(swarm, 'service', 'create', service.ID, spec.Name)
  orchestrator.reconcile(service)
  return created(service.ID)
}

function update(call: Call): object {
  const { swarm, orchestrator, name, query } = call
  const version = query.get('version') ?? ''
  if (!/^\d+$/.test(version)) {
    throw new FakeRefusal(
      400,
      `invalid service version '${version}': strconv.ParseUint: parsing "${version}": invalid syntax`,
    )
  }
  const service = findService(swarm, name)
  const spec = readSpec(call)
  checkService(swarm, spec, service.ID)
  if (Number(version) !== service.Version.Index) throw outOfSequence()
  if (spec.Name !== service.Spec.Name) throw unimplemented('renaming services is not supported')
  if (Object.keys(spec.Mode)[0] !== Object.keys(service.Spec.Mode)[0]) {
    throw unimplemented('service mode change is not allowed')
  }
  const before = service.Spec
  service.PreviousSpec = before
  service.Spec = spec
  service.Endpoint = { Spec: spec.EndpointSpec, Ports: spec.EndpointSpec.Ports ?? [] }
  delete service.UpdateStatus
  if (service.JobStatus) {
    const { Index = 0 } = service.JobStatus.JobIteration
    service.JobStatus = { JobIteration: { Index: Index + 1 }, LastExecution: timestamp() }
  }
  touch(swarm, service)
  emit(swarm, 'service', 'update', service.ID, spec.Name)
  if (isDeepStrictEqual(before.TaskTemplate, spec.TaskTemplate)) orchestrator.reconcile(service)
  else orchestrator.updated(service)
  return { Warnings: null }
}

/** The spec that was sent, with ids of networks for names and the engine's defaults. */
function readSpec({ swarm, settings, body }: Call): ServiceSpec {
  if (typeof body !== 'object' || body === null) throw invalid('spec can not be empty')
  const sent = body as ServiceSpec
  const networks = sent.TaskTemplate?.Networks?.map((attachment) => {
    const network = findNetwork(swarm, attachment.Target)
    if (network === undefined) throw new FakeRefusal(500, `network ${attachment.Target} not found`)
    return { ...attachment, Target: network.Id }
  })
  if (!sent.TaskTemplate?.ContainerSpec) return sent
  const template = { ...sent.TaskTemplate, ...(networks ? { Networks: networks } : {}) }
  return readBack({ ...sent, TaskTemplate: template }, isModern(settings))
}

function isJob({ Mode: mode }: ServiceSpec): boolean {
  return mode.ReplicatedJob !== undefined || mode.GlobalJob !== undefined
}

function unimplemented(message: string): FakeRefusal {
  return new FakeRefusal(501, `rpc error: code = Unimplemented desc = ${message}`)
}
