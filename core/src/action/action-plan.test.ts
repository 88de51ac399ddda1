import { describe, expect, it } from 'vitest'
import type { LiveNode, LiveService, LiveState, LiveTask } from '../live/live-state.ts'
import { serviceSpec, type ServiceOptions } from '../plan/test-swarm/specs.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { planKill } from './plan-kill.ts'
import { planActivation, planDrain } from './plan-node-availability.ts'
import { planRestart } from './plan-restart.ts'
import { planServiceRemoval } from './plan-service-removal.ts'

const AT = '2026-01-01T00:00:00Z'

function node(name: string, more: Partial<LiveNode> = {}): LiveNode {
  return {
    id: `id-of-${name}`,
    hostname: name,
    role: 'worker',
    state: 'ready',
    availability: 'active',
    leader: false,
    address: '10.0.0.1',
    labels: {},
    engineVersion: '28.5.2',
    nanoCpus: 1,
    memoryBytes: 1,
    ...more,
  }
}

function service(
  key: string,
  options: ServiceOptions = {},
  change: (spec: ServiceSpec) => ServiceSpec = (spec) => spec,
): LiveService {
  return {
    id: key,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    spec: change(serviceSpec('shop', key, options)),
    hasPrevious: false,
    ports: [],
  }
}

function task(serviceId: string, slot: number, on: string, more: Partial<LiveTask> = {}): LiveTask {
  return {
    id: `${serviceId}-${slot}`,
    serviceId,
    slot,
    nodeId: `id-of-${on}`,
    image: 'web:1',
    state: 'running',
    desiredState: 'running',
    message: '',
    error: '',
    containerId: '0123456789abcdef',
    timestamp: AT,
    createdAt: AT,
    version: 1,
    hostPorts: [],
    labels: {},
    ...more,
  }
}

function swarm(parts: Partial<LiveState>): LiveState {
  const nodes = [node('a', { role: 'manager' }), node('b')]
  return { services: [], tasks: [], nodes, networks: [], secrets: [], configs: [], ...parts }
}

const restarting = (RestartPolicy: ServiceSpec['TaskTemplate']['RestartPolicy']) => {
  return (spec: ServiceSpec): ServiceSpec => ({
    ...spec,
    TaskTemplate: { ...spec.TaskTemplate, ...(RestartPolicy && { RestartPolicy }) },
  })
}

describe('planRestart', () => {
  it('says how many tasks restart, how, and where each may go', () => {
    const web = service('web', { mode: { Replicated: { Replicas: 2 } } })
    const live = swarm({ services: [web], tasks: [task('web', 1, 'a'), task('web', 2, 'b')] })
    const plan = planRestart(web, live)
    expect(plan.effects[0]).toBe(
      '2 tasks of it restart, 1 at a time; each ends before the one in its place starts.',
    )
    expect(plan.tasks).toEqual([
      { id: 'web-1', name: 'shop_web.1', node: 'a', mayGoTo: ['a', 'b'] },
      { id: 'web-2', name: 'shop_web.2', node: 'b', mayGoTo: ['a', 'b'] },
    ])
  })

  it.each<readonly [string, LiveService, string]>([
    [
      'start-first, all at once',
      service('web', {}, (spec) => ({
        ...spec,
        UpdateConfig: { Parallelism: 0, Order: 'start-first', MaxFailureRatio: 0 },
      })),
      '1 task of it restarts, all at once; each ends once the one in its place runs.',
    ],
    [
      'a job',
      service('web', { mode: { ReplicatedJob: { TotalCompletions: 1 } } }),
      'The job runs again from its start.',
    ],
  ])('%s', (_what, web, sentence) => {
    const live = swarm({ services: [web], tasks: [task('web', 1, 'a')] })
    expect(planRestart(web, live).effects[0]).toBe(sentence)
  })

  it('leaves ended tasks out, and refuses a plugin', () => {
    const web = service('web', { image: '' })
    const ended = task('web', 1, 'a', { state: 'failed', desiredState: 'shutdown' })
    const plan = planRestart(web, swarm({ services: [web], tasks: [ended] }))
    expect(plan).toMatchObject({ tasks: [], refusal: { code: 'not-restartable' } })
  })
})

describe('planServiceRemoval', () => {
  const web = service('web')
  const live = swarm({ services: [web], tasks: [task('web', 1, 'a')] })

  it.each([
    ['heals itself', { kind: 'wanted', stack: 'shop', selfHeal: true }, 'created again at once'],
    [
      'is only compared',
      { kind: 'wanted', stack: 'shop', selfHeal: false },
      'until its next deployment',
    ],
    ['names it no more', { kind: 'unwanted', stack: 'shop' }, 'nothing brings it back'],
    ['is not in Git', { kind: 'nothing' }, 'nothing brings it back'],
    ['can’t be read', { kind: 'unknown' }, 'brings it back'],
  ] as const)('says what comes of a service whose stack %s', (_what, git, words) => {
    const plan = planServiceRemoval(web, live, git)
    expect(plan.effects.at(-1)).toContain(words)
    expect(plan.tasks).toMatchObject([{ name: 'shop_web.1', mayGoTo: [] }])
  })
})

describe('planKill', () => {
  const nodes = [node('a'), node('b')]

  it.each<readonly [string, LiveService, string, readonly string[]]>([
    ['by default', service('web'), 'The swarm starts another in its place after 5 s.', ['a', 'b']],
    [
      'with attempts',
      service('web', {}, restarting({ Condition: 'on-failure', Delay: 1e9, MaxAttempts: 3 })),
      'The swarm starts another in its place after 1 s, unless this was the last of its 3 attempts.',
      ['a', 'b'],
    ],
    [
      'that never restarts',
      service('web', {}, restarting({ Condition: 'none' })),
      'Its restart policy is none: the swarm starts no other in its place until the service is restarted.',
      [],
    ],
    [
      'of a global service',
      service('web', { mode: { Global: {} } }),
      'The swarm starts another in its place after 5 s.',
      ['a'],
    ],
    [
      'with a constraint',
      service('web', { constraints: ['node.hostname==b'] }),
      'The swarm starts another in its place after 5 s.',
      ['b'],
    ],
  ])('says what follows for a task %s', (_what, web, sentence, mayGoTo) => {
    const plan = planKill(task('web', 1, 'a'), web, nodes, 'id-of-a')
    expect(plan.refusal).toBeUndefined()
    expect(plan.effects[1]).toBe(sentence)
    expect(plan.tasks[0]?.mayGoTo).toEqual(mayGoTo)
  })

  it('refuses a task on another node, and says where it can be done', () => {
    const { refusal } = planKill(task('web', 1, 'b'), service('web'), nodes, 'id-of-a')
    expect(refusal).toEqual({
      code: 'task-elsewhere',
      reason: 'The task shop_web.1 runs on b, and Kesako reaches the engine of a only.',
      remedy: 'Restart its service: kesako restart shop_web. Or on b: docker kill 0123456789ab',
    })
  })

  it('refuses a task without a running container', () => {
    const pending = task('web', 1, 'a', { state: 'pending' })
    expect(planKill(pending, service('web'), nodes, 'id-of-a').refusal?.code).toBe(
      'task-not-running',
    )
  })
})

describe('planDrain', () => {
  it('says what moves, what ends, what waits, and whose data stays behind', () => {
    const web = service('web')
    const agent = service('agent', { mode: { Global: {} } })
    const db = service('db', { volumes: ['data'], constraints: ['node.hostname==a'] })
    const tasks = [
      task('web', 1, 'a'),
      task('agent', 0, 'a'),
      task('db', 1, 'a'),
      task('web', 2, 'b'),
    ]
    const live = swarm({ services: [web, agent, db], tasks })
    const plan = planDrain(live.nodes[0] as LiveNode, live) // the manager of `swarm`
    expect(plan.effects).toEqual([
      '3 tasks there are stopped.',
      'The swarm starts 1 of them on other nodes, where there is room.',
      '1 task of global services ends without another.',
      'No other node takes shop_db.1: they wait until a is activated, or another fits.',
      'shop_db writes to volumes or folders of a: on another node they find what is there, not these.',
      'It stays a manager of the swarm.',
      'It gets no task until it is activated again.',
    ])
    expect(plan.tasks.map(({ name, mayGoTo }) => [name, mayGoTo])).toEqual([
      ['shop_web.1', ['b']],
      ['shop_agent', []],
      ['shop_db.1', []],
    ])
  })

  it('leaves everything waiting where it is the last node that takes tasks', () => {
    const web = service('web')
    const nodes = [node('a'), node('b', { availability: 'pause' })]
    const live = swarm({ services: [web], tasks: [task('web', 1, 'a')], nodes })
    expect(planDrain(nodes[0] as LiveNode, live).effects).toContain(
      'No other node takes shop_web.1: they wait until a is activated, or another fits.',
    )
  })

  it('has nothing to say of a drained one', () => {
    expect(planDrain(node('a', { availability: 'drain' }), swarm({})).effects).toEqual([
      'It is drained already.',
    ])
  })
})

describe('planActivation', () => {
  it('says what may come to it', () => {
    const drained = node('a', { availability: 'drain' })
    const agent = service('agent', { mode: { Global: {} } })
    const web = service('web')
    const waits = task('web', 1, '', { state: 'pending', nodeId: '' })
    const live = swarm({ services: [agent, web], tasks: [waits], nodes: [drained] })
    expect(planActivation(drained, live).effects).toEqual([
      'It takes tasks again.',
      '1 global service starts a task there.',
      '1 task that waits for a node may go there.',
      'Tasks that run elsewhere stay where they are; a restart of their service spreads them anew.',
    ])
    expect(planActivation(node('b'), live).effects).toEqual(['It takes tasks already.'])
  })
})
