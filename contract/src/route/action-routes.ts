import { z } from 'zod'
import { ActionAnswer } from '../view/action-view.ts'
import { ObjectReference } from '../view/swarm-view.ts'
import { Flag } from './query.ts'
import { route } from './route.ts'

const params = z.object({ id: ObjectReference })
const query = z.object({ dryRun: Flag.exactOptional() })
const writes = ['name-ambiguous', 'engine-unreachable', 'engine-failed'] as const
const dryRun = 'By id, name, or the beginning of an id. `dryRun=true` says what would happen.'

const service = { kind: 'service', id: 'q3kx1v5c9y7n2m4b6t8z0p1r3', name: 'shop_web' } as const
const node = { kind: 'node', id: 'n4c6v8b0m2q4w6e8r0t2y4u6i', name: 'node-a' } as const
const task = { id: 'w9mrm1gk1vd2n4x6c8v0b2m4q', name: 'shop_web.1' } as const
const moved = [{ ...task, node: 'node-a', mayGoTo: ['node-b'] }]

/** Done to the swarm by name, past the stacks repository. */
export const actionRoutes = {
  restartService: route({
    method: 'POST',
    path: '/api/services/:id/restart',
    summary: 'Start every task of a service anew, without a change of its spec',
    description: `${dryRun} Git isn't touched, and the stack doesn't become drifted.`,
    role: 'deployer',
    params,
    query,
    answer: { kind: 'json', status: 200, schema: ActionAnswer },
    problems: ['service-unknown', 'action-refused', ...writes],
    example: {
      params: { id: service.name },
      query: { dryRun: 'true' },
      answer: {
        done: false,
        action: 'restart',
        target: service,
        effects: [
          '1 task of it restarts, all at once; each ends before the one in its place starts.',
        ],
        tasks: moved,
      },
    },
  }),
  removeService: route({
    method: 'DELETE',
    path: '/api/services/:id',
    summary: 'Remove a service from the swarm',
    description: `${dryRun} What the stacks repository asks for is created again by the next deployment of its stack, or at once with self-heal. Volumes stay.`,
    role: 'admin',
    params,
    query,
    answer: { kind: 'json', status: 200, schema: ActionAnswer },
    problems: ['service-unknown', 'action-refused', ...writes],
    example: {
      params: { id: service.name },
      answer: {
        done: true,
        action: 'remove',
        target: service,
        effects: [
          '1 task of it ends for good.',
          'No stack of the repository asks for it, so that nothing brings it back.',
        ],
        tasks: [{ ...task, node: 'node-a', mayGoTo: [] }],
      },
    },
  }),
  killTask: route({
    method: 'DELETE',
    path: '/api/tasks/:id',
    summary: "Kill a task's container; the swarm starts another in its place",
    description: `${dryRun} A name such as \`shop_web.1\` stands for the task that has this slot now. Only tasks on the node whose engine Kesako reaches can be killed.`,
    role: 'deployer',
    params,
    query,
    answer: { kind: 'json', status: 200, schema: ActionAnswer },
    problems: ['task-unknown', 'action-refused', ...writes],
    example: {
      params: { id: task.name },
      answer: {
        done: true,
        action: 'kill',
        target: { kind: 'task', ...task },
        effects: ['The swarm starts another in its place after 5 s.'],
        tasks: moved,
      },
    },
  }),
  drainNode: route({
    method: 'POST',
    path: '/api/nodes/:id/drain',
    summary: 'Stop all tasks of a node and let it get no more',
    description: dryRun,
    role: 'admin',
    params,
    query,
    answer: { kind: 'json', status: 200, schema: ActionAnswer },
    problems: ['node-unknown', ...writes],
    example: {
      params: { id: node.name },
      query: { dryRun: 'true' },
      answer: {
        done: false,
        action: 'drain',
        target: node,
        effects: [
          '1 task there is stopped.',
          'The swarm starts 1 of them on other nodes, where there is room.',
        ],
        tasks: moved,
      },
    },
  }),
  activateNode: route({
    method: 'POST',
    path: '/api/nodes/:id/activate',
    summary: 'Let a node get tasks again',
    description: dryRun,
    role: 'admin',
    params,
    query,
    answer: { kind: 'json', status: 200, schema: ActionAnswer },
    problems: ['node-unknown', ...writes],
    example: {
      params: { id: node.name },
      answer: {
        done: true,
        action: 'activate',
        target: node,
        effects: ['It takes tasks again.'],
        tasks: [],
      },
    },
  }),
} as const
