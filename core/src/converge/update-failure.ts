import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import type { Failure } from './failing-streak.ts'
import { failedTask, taskError } from './failed-task.ts'
import { hasEnded, instant } from './task-state.ts'

/** An update that the swarm paused or takes back, with the error of a task that made it do so. */
export function updateFailure(
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): Failure | undefined {
  const status = service.updateStatus
  if (status === undefined) return undefined
  const name = `Service ${service.spec.Name}`
  const failed = failedOf(status.message, service, tasks)
  const cause = causeOf(status.message, failed, service, nodes)
  const task = failed === undefined ? {} : { task: failedTask(failed, service, nodes) }
  switch (status.state) {
    case 'updating':
    case 'completed':
      return undefined
    case 'paused':
      return {
        code: 'update-paused',
        reason: `${name}: the swarm paused its update${cause}.`,
        ...task,
      }
    case 'rollback_started':
      return {
        code: 'rolled-back',
        reason: `${name}: the swarm takes its update back${cause}.`,
        ...task,
      }
    case 'rollback_completed':
      return {
        code: 'rolled-back',
        reason: `${name}: the swarm took its update back and runs the previous spec${cause}.`,
        ...task,
      }
    case 'rollback_paused':
      return {
        code: 'rollback-paused',
        reason: `${name}: the swarm began to take its update back and paused${cause}.`,
        ...task,
      }
  }
}

/** The task that the swarm names, else the newest that failed since the update began. */
function failedOf(
  message: string,
  service: LiveService,
  tasks: readonly LiveTask[],
): LiveTask | undefined {
  const named = tasks.find((task) => message.includes(task.id) && task.error !== '')
  const since = instant(service.updateStatus?.startedAt ?? service.createdAt)
  return (
    named ??
    tasks
      .filter((task) => hasEnded(task) && task.error !== '' && instant(task.createdAt) >= since)
      .sort((a, b) => instant(b.timestamp) - instant(a.timestamp))[0]
  )
}

function causeOf(
  message: string,
  task: LiveTask | undefined,
  service: LiveService,
  nodes: readonly LiveNode[],
): string {
  if (task !== undefined) return `, because a task failed: ${taskError(task, service, nodes)}`
  return message === '' ? '' : `: ${message}`
}
