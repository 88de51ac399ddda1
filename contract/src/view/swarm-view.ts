import { z } from 'zod'
import type { Wire } from '../wire.ts'
import { ReasonCodeView } from './deployment-view.ts'
import { ServiceView } from './stack-view.ts'

/** An id, a name, or the beginning of an id that no other has. */
export const ObjectReference = z
  .string()
  .regex(
    /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/,
    'A name or id begins with a letter or digit, goes on with letters, digits, _, . and -, and has at most 255 characters.',
  )

/** A node of the swarm. */
export const NodeView = z.object({
  id: z.string(),
  /** Its host name. */
  name: z.string(),
  role: z.enum(['manager', 'worker']),
  leader: z.boolean(),
  /** Whether it gets tasks: `pause` keeps those that it has, `drain` has them moved away. */
  availability: z.enum(['active', 'pause', 'drain']),
  state: z.enum(['unknown', 'down', 'ready', 'disconnected']).catch('unknown'),
  address: z.string(),
  engineVersion: z.string(),
  /** Those of the swarm, `node.labels.…` in a constraint. */
  labels: z.record(z.string(), z.string()),
  /** 0 where the node hasn't said. */
  cpus: z.number(),
  memoryBytes: z.number(),
  /** `running` of `wanted` tasks that the swarm placed there. */
  tasks: z.object({ running: z.int(), wanted: z.int() }),
})
export type NodeView = Wire<typeof NodeView>

export const NodeList = z.object({
  nodes: z.array(NodeView),
  /** When the swarm was read. */
  readAt: z.iso.datetime(),
})
export type NodeList = Wire<typeof NodeList>

export const NamedView = z.object({ id: z.string(), name: z.string() })
export type NamedView = Wire<typeof NamedView>

/** A task, with one sentence for why it waits, runs or ended. */
export const TaskView = z.object({
  id: z.string(),
  /** `shop_web.2`; of a global service, which has no slots, the service's name. */
  name: z.string(),
  service: NamedView,
  /** Absent for a service of no stack. */
  stack: z.string().exactOptional(),
  /** Absent while no node has it. */
  node: NamedView.exactOptional(),
  image: z.string(),
  state: z.string(),
  desiredState: z.string(),
  reason: z.string(),
  /** Where the reason is one that Kesako knows. */
  code: ReasonCodeView.exactOptional(),
  exitCode: z.int().exactOptional(),
  createdAt: z.string(),
  /** Since when it is in its state. */
  since: z.string(),
})
export type TaskView = Wire<typeof TaskView>

/** A service with its tasks. */
export const ServiceDetails = ServiceView.extend({
  id: z.string(),
  /** Absent for a service of no stack. */
  stack: z.string().exactOptional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The swarm's newest update of it, in the swarm's words. */
  update: z.object({ state: z.string(), message: z.string() }).exactOptional(),
  ports: z.array(
    z.object({
      published: z.int().exactOptional(),
      target: z.int(),
      protocol: z.string(),
      mode: z.string(),
    }),
  ),
  /** Those that the swarm wants first, then newest first; 200 at most. */
  taskList: z.array(TaskView),
})
export type ServiceDetails = Wire<typeof ServiceDetails>
