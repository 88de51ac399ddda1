import type { ReasonCode } from '../deployment/deployment.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import type { Failure } from './failing-streak.ts'
import { failedTask, taskError } from './failed-task.ts'
import { hasEnded, instant } from './task-state.ts'

/** An update that the swarm paused or took back, with the error of a task that made it do so. */
export function updateFailure(
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): Failure | undefined {
  switch (service.updateStatus?.state) {
    case undefined:
    case 'updating':
    case 'completed':
    case 'rollback_started':
      return undefined
    case 'paused':
      return failure('update-paused', 'paused its update', service, tasks, nodes)
    case 'rollback_completed': {
      const what = 'took its update back and runs the previous spec'
      return failure('rolled-back', what, service, tasks, nodes)
    }
    case 'rollback_paused': {
      const what = 'began to take its update back and paused'
      return failure('rollback-paused', what, service, tasks, nodes)
    }
  }
}

/** An update that is being taken back. How that ends is the swarm's to say: it may pause again. */
export function rollbackUnderWay(
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): Failure | undefined {
  if (service.updateStatus?.state !== 'rollback_started') return undefined
  return failure('rolled-back', 'takes its update back', service, tasks, nodes)
}

function failure(
  code: ReasonCode,
  what: string,
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): Failure {
  const message = service.updateStatus?.message ?? ''
  const task = failedOf(message, service, tasks)
  const cause = causeOf(message, task, service, nodes)
  return {
    code,
    reason: `Service ${service.spec.Name}: the swarm ${what}${cause}.`,
    ...(task === undefined ? {} : { task: failedTask(task, service, nodes) }),
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
