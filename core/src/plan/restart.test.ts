import { describe, expect, it } from 'vitest'
import type { LiveService, LiveTask } from '../live/live-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import type { FieldDiff } from './plan-types.ts'
import { restartOf } from './restart.ts'
import { EMPTY_SWARM } from './test-swarm/apply-plan.ts'
import { serviceSpec } from './test-swarm/specs.ts'

const nodes = EMPTY_SWARM.nodes
const task = {
  id: 't1',
  serviceId: 's1',
  slot: 1,
  nodeId: 'node-1',
  image: 'web:1',
  state: 'running',
  desiredState: 'running',
  message: 'started',
  error: '',
  timestamp: '2026-01-01T00:00:00Z',
  createdAt: '2026-01-01T00:00:00Z',
  version: 1,
  hostPorts: [],
  labels: {},
} as const satisfies LiveTask

function live(spec: ServiceSpec): LiveService {
  const at = '2026-01-01T00:00:00Z'
  return { id: 's1', version: 1, createdAt: at, updatedAt: at, spec, hasPrevious: false, ports: [] }
}

const web = serviceSpec('shop', 'web')
const stopped = serviceSpec('shop', 'web', { mode: { Replicated: { Replicas: 0 } } })
const onManagers = serviceSpec('shop', 'web', { constraints: ['node.role == manager'] })
const onWorkers = serviceSpec('shop', 'web', { constraints: ['node.role == worker'] })
const job = serviceSpec('shop', 'job', { mode: { ReplicatedJob: {} } })

interface Case {
  readonly name: string
  readonly path: string
  readonly desired: ServiceSpec
  readonly before?: ServiceSpec
  readonly tasks?: readonly LiveTask[]
  readonly restarts: boolean
}

const cases: readonly Case[] = [
  { name: 'the image', path: 'TaskTemplate.ContainerSpec.Image', desired: web, restarts: true },
  { name: 'resources', path: 'TaskTemplate.Resources.Limits.Pids', desired: web, restarts: true },
  {
    name: 'a port',
    path: 'EndpointSpec.Ports[80:80/tcp].PublishMode',
    desired: web,
    restarts: true,
  },
  { name: 'a service label', path: 'Labels[a]', desired: web, restarts: false },
  { name: 'update settings', path: 'UpdateConfig.Delay', desired: web, restarts: false },
  { name: 'replicas', path: 'Mode.Replicated.Replicas', desired: web, restarts: false },
  {
    name: 'a constraint that the node of every task satisfies',
    path: 'TaskTemplate.Placement.Constraints',
    desired: onManagers,
    restarts: false,
  },
  {
    name: 'a constraint that the node of a task fails',
    path: 'TaskTemplate.Placement.Constraints',
    desired: onWorkers,
    restarts: true,
  },
  {
    name: 'a constraint of a service without tasks',
    path: 'TaskTemplate.Placement.Constraints',
    desired: onWorkers,
    tasks: [],
    restarts: false,
  },
  {
    name: 'the image of a service that is scaled to 0',
    path: 'TaskTemplate.ContainerSpec.Image',
    desired: stopped,
    before: stopped,
    tasks: [],
    restarts: false,
  },
  { name: 'a label of a job', path: 'Labels[a]', desired: job, before: job, restarts: true },
]

describe('restartOf', () => {
  it.each(cases)('$name: $restarts', ({ path, desired, before, tasks, restarts }) => {
    const fields: readonly FieldDiff[] = [{ path, from: 1, to: 2 }]
    const result = restartOf(fields, desired, live(before ?? web), tasks ?? [task], nodes)
    expect(result.restarts).toBe(restarts)
    expect(result.because).toMatch(/^[a-zA-Z0-9].*[^.]$/)
  })
})
