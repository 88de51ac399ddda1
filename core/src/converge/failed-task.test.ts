import { expect, it } from 'vitest'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { serviceSpec } from '../plan/test-swarm/specs.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { failedTask, taskError } from './failed-task.ts'

const nodes: readonly LiveNode[] = [
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
]

function service(mode: ServiceSpec['Mode']): LiveService {
  // Only what is looked at.
  return { id: 's1', spec: { ...serviceSpec('shop', 'web'), Mode: mode } } as LiveService
}

function task(more: Partial<LiveTask>): LiveTask {
  // Only what is looked at.
  return {
    id: 'q3kx1v5c9y7n2m4b6t8z0p1r3',
    slot: 2,
    nodeId: 'node-1',
    error: '',
    ...more,
  } as LiveTask
}

it.each<readonly [string, ServiceSpec['Mode'], Partial<LiveTask>, string]>([
  [
    'service, slot, id, node and the task’s own words',
    { Replicated: { Replicas: 2 } },
    { error: 'task: non-zero exit (1)' },
    '"task: non-zero exit (1)" (task shop_web.2, id q3kx1v5c9y7n, on node-a)',
  ],
  [
    'no slot of a global service',
    { Global: {} },
    { slot: 0, error: 'boom' },
    '"boom" (task shop_web, id q3kx1v5c9y7n, on node-a)',
  ],
  [
    'the slot of a job, which counts from 0',
    { ReplicatedJob: {} },
    { slot: 0, error: 'boom' },
    '"boom" (task shop_web.0, id q3kx1v5c9y7n, on node-a)',
  ],
  [
    'no node where none takes it',
    { Replicated: { Replicas: 2 } },
    { nodeId: '', error: 'no suitable node' },
    '"no suitable node" (task shop_web.2, id q3kx1v5c9y7n)',
  ],
  [
    'the exit code where the swarm has no words',
    { Replicated: { Replicas: 2 } },
    { exitCode: 3 },
    'exit code 3 (task shop_web.2, id q3kx1v5c9y7n, on node-a)',
  ],
])('a failure names %s', (_, mode, more, expected) => {
  expect(taskError(task(more), service(mode), nodes)).toBe(expected)
})

it('says whether there was a container, and keeps the words short', () => {
  const mode = { Replicated: { Replicas: 2 } }
  expect(failedTask(task({ error: 'x'.repeat(5000) }), service(mode), nodes)).toEqual({
    id: 'q3kx1v5c9y7n2m4b6t8z0p1r3',
    name: 'shop_web.2',
    service: 'shop_web',
    node: 'node-a',
    error: `${'x'.repeat(600)}…`,
    hasContainer: false,
  })
  expect(failedTask(task({ containerId: 'c' }), service(mode), nodes).hasContainer).toBe(true)
})
