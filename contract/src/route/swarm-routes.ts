import { z } from 'zod'
import { NodeList, ObjectReference, ServiceDetails, TaskView } from '../view/swarm-view.ts'
import { STACK_EXAMPLE } from './example.ts'
import { route } from './route.ts'

const params = z.object({ id: ObjectReference })
const reads = ['name-ambiguous', 'engine-unreachable', 'engine-failed'] as const

const node = { id: 'n4c6v8b0m2q4w6e8r0t2y4u6i', name: 'node-a' }
const service = { id: 'q3kx1v5c9y7n2m4b6t8z0p1r3', name: 'shop_web' }

const task = {
  id: 'w9mrm1gk1vd2n4x6c8v0b2m4q',
  name: 'shop_web.1',
  service,
  stack: 'shop',
  node,
  image: 'nginx:1.29',
  state: 'running',
  desiredState: 'running',
  reason: 'It runs on node-a.',
  createdAt: '2026-11-23T09:41:02.000Z',
  since: '2026-11-23T09:41:06.000Z',
} as const satisfies TaskView

export const swarmRoutes = {
  listNodes: route({
    method: 'GET',
    path: '/api/nodes',
    summary: 'The nodes of the swarm',
    role: 'viewer',
    answer: { kind: 'json', status: 200, schema: NodeList },
    problems: ['engine-unreachable', 'engine-failed'],
    example: {
      answer: {
        nodes: [
          {
            ...node,
            role: 'manager',
            leader: true,
            availability: 'active',
            state: 'ready',
            address: '10.0.0.11',
            engineVersion: '28.5.2',
            labels: { disk: 'ssd' },
            cpus: 4,
            memoryBytes: 8_589_934_592,
            tasks: { running: 2, wanted: 2 },
          },
        ],
        readAt: '2026-11-23T09:41:07.000Z',
      },
    },
  }),
  getService: route({
    method: 'GET',
    path: '/api/services/:id',
    summary: 'One service with its tasks, by id, name, or the beginning of an id',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: ServiceDetails },
    problems: ['service-unknown', ...reads],
    example: {
      params: { id: service.name },
      answer: {
        ...STACK_EXAMPLE.services[0],
        ...service,
        stack: 'shop',
        createdAt: '2026-11-20T08:00:00.000Z',
        updatedAt: '2026-11-23T09:41:01.000Z',
        update: { state: 'completed', message: 'update completed' },
        ports: [{ published: 80, target: 80, protocol: 'tcp', mode: 'ingress' }],
        taskList: [task],
      },
    },
  }),
  getTask: route({
    method: 'GET',
    path: '/api/tasks/:id',
    summary: 'One task, and why it waits, runs or ended',
    description: 'By id, by the beginning of an id, or by the name of its slot (`shop_web.1`).',
    role: 'viewer',
    params,
    answer: { kind: 'json', status: 200, schema: TaskView },
    problems: ['task-unknown', ...reads],
    example: { params: { id: task.name }, answer: task },
  }),
} as const
