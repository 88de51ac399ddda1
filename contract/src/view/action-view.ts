import { z } from 'zod'
import type { Wire } from '../wire.ts'

/** A task that ends by an action. */
export const MovedTaskView = z.object({
  id: z.string(),
  /** `shop_web.2`; of a global service, which has no slots, the service's name. */
  name: z.string(),
  /** Host name; absent while no node has it. */
  node: z.string().exactOptional(),
  /**
   * Host names of the nodes on which another may start in its place, by availability and constraints;
   * whether CPU, memory and ports are free there only the swarm knows. Empty: none comes, or it waits.
   */
  mayGoTo: z.array(z.string()),
})
export type MovedTaskView = Wire<typeof MovedTaskView>

/** What an action does, or did. */
export const ActionAnswer = z.object({
  /** False after a dry run, and where there was nothing to do. */
  done: z.boolean(),
  action: z.enum(['restart', 'remove', 'kill', 'drain', 'activate']),
  target: z.object({
    kind: z.enum(['service', 'task', 'node']),
    id: z.string(),
    name: z.string(),
  }),
  /** Sentences. */
  effects: z.array(z.string()),
  /** Tasks that end. */
  tasks: z.array(MovedTaskView),
})
export type ActionAnswer = Wire<typeof ActionAnswer>
