import { describe, expect, it } from 'vitest'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { serviceSpec } from '../plan/test-swarm/specs.ts'
import { assessService } from './assess-service.ts'

/** What the recorded timelines don't show: several nodes, schedules, history of an older spec. */
const node: LiveNode = {
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
}
const other: LiveNode = { ...node, id: 'node-2', hostname: 'node-b', role: 'worker' }

function service(spec: Partial<ServiceSpec> = {}, more: Partial<LiveService> = {}): LiveService {
  const at = '2026-01-01T00:00:00Z'
  return {
    id: 's1',
    version: 1,
    createdAt: at,
    updatedAt: at,
    spec: { ...serviceSpec('shop', 'web'), ...spec },
    hasPrevious: false,
    ports: [],
    ...more,
  }
}

let serial = 0

/** Each task is created a minute after the one before and lives for two seconds. */
function task(more: Partial<LiveTask>): LiveTask {
  serial += 1
  const created = Date.parse('2026-01-01T00:01:00Z') + serial * 60_000
  const ended = more.state === 'failed' || more.state === 'complete' || more.state === 'shutdown'
  return {
    id: `t${serial}`,
    serviceId: 's1',
    slot: 1,
    nodeId: 'node-1',
    image: 'web:1',
    state: 'running',
    desiredState: ended ? 'shutdown' : 'running',
    message: '',
    error: more.state === 'failed' ? 'task: non-zero exit (1)' : '',
    timestamp: new Date(created + 2000).toISOString(),
    createdAt: new Date(created).toISOString(),
    version: serial,
    hostPorts: [],
    labels: {},
    ...more,
  }
}

function crashes(count: number): readonly LiveTask[] {
  return Array.from({ length: count }, () => task({ state: 'failed', containerId: 'c' }))
}

function verdict(one: LiveService, tasks: readonly LiveTask[], nodes: readonly LiveNode[]): string {
  const progress = assessService(one, tasks, nodes)
  const code = 'code' in progress ? ` ${progress.code}` : ''
  return `${progress.kind}${code} ${progress.running}/${progress.desired}`
}

const global = { Mode: { Global: {} } }
const hourly: Partial<ServiceSpec> = {
  TaskTemplate: { ...serviceSpec('shop', 'web').TaskTemplate, RestartPolicy: { Delay: 3600e9 } },
}
const later = { updatedAt: '2026-06-01T00:00:00Z' }

describe('assessService', () => {
  it.each<readonly [string, string, LiveService, readonly LiveTask[], readonly LiveNode[]]>([
    [
      'a running task on a node that is down does not count',
      'converging 0/1',
      service(),
      [task({})],
      [{ ...node, state: 'down' }],
    ],
    [
      'a running task of an older image does not count: the update has not begun',
      'converging 0/1',
      service(),
      [task({ image: 'web:0' })],
      [node],
    ],
    [
      'failures of an earlier spec are not a row of this one',
      'converging 0/1',
      service(),
      [...crashes(4).map((one) => ({ ...one, upToDate: false })), task({ state: 'ready' })],
      [node],
    ],
    [
      'a running task of an earlier spec does not count',
      'converging 0/1',
      service(),
      [task({ upToDate: false })],
      [node],
    ],
    [
      'failures before the last write of the spec are forgotten',
      'converging 0/1',
      service({}, later),
      [...crashes(4), task({ state: 'ready' })],
      [node],
    ],
    [
      'the history of slots that scaling down took away does not count',
      'converging 0/1',
      service(),
      [
        task({ state: 'failed', slot: 1 }),
        task({ state: 'failed', slot: 2 }),
        task({ state: 'failed', slot: 3 }),
        task({ state: 'starting' }),
      ],
      [node],
    ],
    [
      'a task that the swarm stopped ends the row',
      'converging 0/1',
      service(),
      [...crashes(2), task({ state: 'shutdown' }), ...crashes(1), task({ state: 'starting' })],
      [node],
    ],
    [
      'tasks that lived for half an hour are no crash loop',
      'converging 0/1',
      service(),
      [
        ...crashes(3).map((one) => ({ ...one, timestamp: '2026-03-01T00:00:00Z' })),
        task({ state: 'starting' }),
      ],
      [node],
    ],
    [
      'a service that ends well and starts again every hour works',
      'converged 1/1',
      service(hourly),
      [
        ...[1, 2, 3].map(() => task({ state: 'complete' })),
        task({ state: 'ready', desiredState: 'ready' }),
      ],
      [node],
    ],
    [
      'a service that crashes every hour does not',
      'failed crash-loop 0/1',
      service(hourly),
      [...crashes(3), task({ state: 'ready', desiredState: 'ready' })],
      [node],
    ],
    [
      'a global service waits for every node that takes tasks',
      'converging 1/2',
      service(global),
      [task({ slot: 0 })],
      [node, other],
    ],
    [
      'a global service leaves drained nodes out',
      'converged 1/1',
      service(global),
      [task({ slot: 0 })],
      [node, { ...other, availability: 'drain' }],
    ],
    [
      'a global service runs on each node',
      'converged 2/2',
      service(global),
      [task({ slot: 0 }), task({ slot: 0, nodeId: 'node-2' })],
      [node, other],
    ],
    [
      'tasks that go away after scaling down do not count',
      'converged 1/1',
      service(),
      [task({}), task({ slot: 2, desiredState: 'remove' })],
      [node],
    ],
    [
      'tasks of other services do not count',
      'converging 0/1',
      service(),
      [task({ serviceId: 's2' })],
      [node],
    ],
  ])('%s', (_, expected, one, tasks, nodes) => {
    expect(verdict(one, tasks, nodes)).toBe(expected)
  })

  it.each<readonly [string, readonly LiveTask[], Partial<LiveService>]>([
    ['the newest of a crash loop', [...crashes(2), task({ id: 'it', state: 'failed' })], {}],
    ['the one that has not got further', [task({ id: 'it', state: 'starting' })], {}],
    [
      'the one that the swarm names as the cause',
      [task({ id: 'it', state: 'failed' }), ...crashes(1)],
      { updateStatus: { state: 'paused', message: 'update paused due to failure of task it' } },
    ],
  ])('names the task that it is about: %s', (_, tasks, more) => {
    expect(assessService(service({}, more), tasks, [node])).toMatchObject({ task: { id: 'it' } })
  })

  it('leaves the mark as it is while one more task fails, and moves it when another slot starts', () => {
    const two = service({ Mode: { Replicated: { Replicas: 2 } } })
    const history = crashes(2)
    const marks = [
      [...history, task({ state: 'starting' })],
      [...history, ...crashes(1), task({ state: 'pending' })],
      [...history, ...crashes(1), task({ state: 'running', slot: 2 })],
    ].map((tasks) => assessService(two, tasks, [node]).mark)
    expect(marks[1]).toBe(marks[0])
    expect(marks[2]).not.toBe(marks[0])
  })

  it('watches a converged service for its own monitor window, five seconds by default', () => {
    const monitored = { Parallelism: 1, MaxFailureRatio: 0, Order: 'stop-first', Monitor: 20e9 }
    const windows = [service(), service({ UpdateConfig: monitored })].map((one) =>
      assessService(one, [task({})], [node]),
    )
    expect(windows).toMatchObject([{ monitorMs: 5000 }, { monitorMs: 20_000 }])
  })

  it('trusts the swarm for the window of a completed update, unless it watched none or one failed since', () => {
    const how = { Parallelism: 1, MaxFailureRatio: 0, Order: 'stop-first', Monitor: 20e9 }
    const completed: Partial<LiveService> = { updateStatus: { state: 'completed', message: '' } }
    const windows = [how, { ...how, FailureAction: 'continue' }].map((UpdateConfig) =>
      assessService(service({ UpdateConfig }, completed), [task({})], [node]),
    )
    expect(windows).toMatchObject([{ monitorMs: 0 }, { monitorMs: 20_000 }])
    const again = [...crashes(1), task({})]
    expect(assessService(service({ UpdateConfig: how }, completed), again, [node])).toMatchObject({
      monitorMs: 20_000,
    })
  })
})
