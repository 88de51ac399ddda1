import { describe, expect, it } from 'vitest'
import type { LiveService, LiveTask, TaskState } from '../live/live-state.ts'
import { EMPTY_SWARM } from '../plan/test-swarm/apply-plan.ts'
import { serviceSpec } from '../plan/test-swarm/specs.ts'
import { stackHealth } from './stack-health.ts'

const AT = '2026-01-01T00:00:00Z'

function service(key: string, replicas: number, more: Partial<LiveService> = {}): LiveService {
  const spec = serviceSpec('shop', key, { mode: { Replicated: { Replicas: replicas } } })
  return {
    id: key,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    spec,
    hasPrevious: false,
    ports: [],
    ...more,
  }
}

function task(serviceId: string, state: TaskState, more: Partial<LiveTask> = {}): LiveTask {
  const desiredState = state === 'failed' ? 'shutdown' : 'running'
  return {
    id: `${serviceId}-1`,
    serviceId,
    slot: 1,
    nodeId: 'node-1',
    image: 'web:1',
    state,
    desiredState,
    message: '',
    error: '',
    timestamp: AT,
    createdAt: AT,
    version: 1,
    hostPorts: [],
    labels: {},
    ...more,
  }
}

const rolledBack = { updateStatus: { state: 'rollback_completed', message: '' } } as const
const noNode = { error: 'no suitable node (insufficient resources on 1 node)' }

describe('stackHealth', () => {
  it.each<
    readonly [
      string,
      readonly LiveService[],
      readonly LiveTask[],
      readonly string[],
      string,
      string,
    ]
  >([
    [
      'all tasks run',
      [service('a', 1)],
      [task('a', 'running')],
      [],
      'healthy',
      '1 of 1 task runs.',
    ],
    [
      'one of two starts',
      [service('a', 1), service('b', 1)],
      [task('a', 'running'), task('b', 'starting')],
      [],
      'progressing',
      'Service shop_b: 0 of 1 task runs.',
    ],
    [
      'a task waits for a node',
      [service('a', 1)],
      [task('a', 'pending', noNode)],
      [],
      'degraded',
      'Service shop_a: a task waits for a node: "no suitable node (insufficient resources on 1 node)" (task shop_a.1, id a-1, on node-a).',
    ],
    [
      'a service is missing',
      [service('a', 1)],
      [task('a', 'running')],
      ['shop_a', 'shop_b'],
      'missing',
      'Service shop_b is not on the swarm.',
    ],
    [
      'degraded is worse than missing',
      [service('a', 1, { updateStatus: { state: 'paused', message: 'x' } })],
      [],
      ['shop_b'],
      'degraded',
      'Service shop_a: the swarm paused its update: x.',
    ],
    [
      'every service is scaled to 0',
      [service('a', 0)],
      [],
      [],
      'stopped',
      'Every service is scaled to 0.',
    ],
    [
      'one of two is scaled to 0',
      [service('a', 0), service('b', 1)],
      [task('b', 'running')],
      [],
      'healthy',
      'All 2 services work.',
    ],
    [
      'swarm rolled back and the old spec runs',
      [service('a', 1, rolledBack)],
      [task('a', 'running', { image: 'old' })],
      [],
      'healthy',
      'Service shop_a: the swarm took its update back and runs the previous spec.',
    ],
    [
      'nothing is there and nothing is asked for',
      [],
      [],
      [],
      'stopped',
      'No service is on the swarm, and none is asked for.',
    ],
  ])('%s', (_, services, tasks, expected, health, reason) => {
    const live = { services, tasks, nodes: EMPTY_SWARM.nodes }
    expect(stackHealth('shop', live, expected)).toMatchObject({ health, reason })
  })

  it('counts tasks and lists services by name, other stacks left out', () => {
    const other = service('z', 1)
    const foreign = { ...other, spec: { ...serviceSpec('blog', 'z') } }
    const live = {
      services: [service('b', 2), service('a', 1), foreign],
      tasks: [task('a', 'running'), task('b', 'running')],
      nodes: EMPTY_SWARM.nodes,
    }
    const result = stackHealth('shop', live, [])
    expect([result.running, result.desired]).toEqual([2, 3])
    expect(result.services.map(({ name, mode, image }) => `${name} ${mode} ${image}`)).toEqual([
      'shop_a replicated web:1',
      'shop_b replicated web:1',
    ])
  })
})
