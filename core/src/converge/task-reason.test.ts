import { describe, expect, it } from 'vitest'
import type { ReasonCode } from '../deployment/deployment.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { serviceSpec } from '../plan/test-swarm/specs.ts'
import { taskReason } from './task-reason.ts'

const AT = '2026-01-01T00:00:00Z'

const node: LiveNode = {
  id: 'n1',
  hostname: 'node-a',
  role: 'worker',
  state: 'ready',
  availability: 'active',
  leader: false,
  address: '10.0.0.1',
  labels: {},
  engineVersion: '28.5.2',
  nanoCpus: 1,
  memoryBytes: 1,
}

function service(more: Parameters<typeof serviceSpec>[2] = {}): LiveService {
  return {
    id: 's1',
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    spec: serviceSpec('shop', 'web', more),
    hasPrevious: false,
    ports: [],
  }
}

function task(more: Partial<LiveTask>): LiveTask {
  return {
    id: 't1',
    serviceId: 's1',
    slot: 1,
    nodeId: 'n1',
    image: 'web:1',
    state: 'running',
    desiredState: 'running',
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

const noNode = 'no suitable node (scheduling constraints not satisfied on 1 node)'

describe('taskReason', () => {
  it.each<readonly [string, Partial<LiveTask>, string, ReasonCode | undefined]>([
    ['runs', {}, 'It runs on node-a.', undefined],
    [
      'is old',
      { upToDate: false },
      'It runs on node-a by an earlier spec, and is going to be replaced.',
      undefined,
    ],
    [
      'waits',
      { state: 'pending', nodeId: '' },
      'It waits for the swarm to choose a node.',
      undefined,
    ],
    [
      'finds no node',
      { state: 'pending', nodeId: '', error: noNode },
      `No node takes it: "${noNode}"; no node that takes tasks has node.labels.disk==ssd.`,
      'no-suitable-node',
    ],
    ['pulls', { state: 'preparing' }, 'Its node node-a gets the image ready.', undefined],
    ['was assigned', { state: 'assigned' }, 'It waits for its node node-a to begin.', undefined],
    ['starts', { state: 'starting' }, 'Its container starts on node-a.', undefined],
    [
      'failed',
      { state: 'failed', desiredState: 'shutdown', error: 'task: non-zero exit (1)', exitCode: 1 },
      'It ended on node-a with "task: non-zero exit (1)".',
      undefined,
    ],
    [
      'was rejected',
      { state: 'rejected', desiredState: 'shutdown', error: 'No such image: web:1' },
      'It couldn\'t be started on node-a: "No such image: web:1".',
      'image-missing',
    ],
    [
      'completed',
      { state: 'complete', desiredState: 'shutdown', exitCode: 0 },
      'It ended on node-a with exit code 0.',
      undefined,
    ],
    [
      'was stopped',
      { state: 'shutdown', desiredState: 'shutdown' },
      'The swarm stopped it on node-a.',
      undefined,
    ],
    [
      'is being stopped',
      { desiredState: 'shutdown' },
      'The swarm is stopping it on node-a.',
      undefined,
    ],
    [
      'carries a secret in its error',
      { state: 'failed', desiredState: 'shutdown', error: 'login with password=hunter2 failed' },
      'It ended on node-a with "login with password=(redacted) failed".',
      undefined,
    ],
  ])('a task that %s', (_what, more, reason, code) => {
    const seen = taskReason(task(more), service({ constraints: ['node.labels.disk==ssd'] }), [node])
    expect(seen).toEqual({ reason, ...(code === undefined ? {} : { code }) })
  })

  it('names a node that is down', () => {
    const down: LiveNode = { ...node, state: 'down' }
    expect(taskReason(task({}), service(), [down]).reason).toBe(
      'Its node node-a is down; when it was last seen it was running.',
    )
  })
})
