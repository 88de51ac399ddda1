import type { TaskView } from '@kesako/contract'
import {
  failedTask,
  type LiveService,
  type LiveState,
  type LiveTask,
  STACK_LABEL,
  taskReason,
} from '@kesako/core'

/** A task as it goes over the wire, with why it is where it is. */
export function taskView(
  task: LiveTask,
  service: LiveService,
  { nodes }: Pick<LiveState, 'nodes'>,
): TaskView {
  const stack = service.spec.Labels[STACK_LABEL]
  const { name, node } = failedTask(task, service, nodes)
  const ended = task.exitCode === undefined ? {} : { exitCode: task.exitCode }
  return {
    id: task.id,
    name,
    service: { id: service.id, name: service.spec.Name },
    ...(stack === undefined ? {} : { stack }),
    ...(task.nodeId === '' ? {} : { node: { id: task.nodeId, name: node ?? task.nodeId } }),
    image: task.image,
    state: task.state,
    desiredState: task.desiredState,
    ...taskReason(task, service, nodes),
    ...ended,
    createdAt: task.createdAt,
    since: task.timestamp,
  }
}
