import { nodeViews } from '../view/node-view.ts'
import { serviceDetails } from '../view/service-details.ts'
import { taskView } from '../view/task-view.ts'
import type { ApiContext } from './api-context.ts'
import { serviceNamed, taskNamed } from './find-object.ts'
import type { Handlers } from './handler.ts'

/** Reading nodes, services and tasks. All readers of a moment share one read of the swarm. */
export function swarmHandlers({
  runner,
}: ApiContext): Pick<Handlers, 'listNodes' | 'getService' | 'getTask'> {
  return {
    async listNodes() {
      const { live, readAt } = await runner.snapshot()
      return { body: { nodes: nodeViews(live.nodes, live.tasks), readAt } }
    },

    async getService({ params: { id } }) {
      const { live } = await runner.snapshot()
      return { body: serviceDetails(serviceNamed(live, id), live) }
    },

    async getTask({ params: { id } }) {
      const { live } = await runner.snapshot()
      const { task, service } = taskNamed(live, id)
      return { body: taskView(task, service, live) }
    },
  }
}
