import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { modeName, totalCompletions } from '../spec/service-mode.ts'
import type { ServiceProgress } from './converge-types.ts'
import { eligibleNodes } from './eligible-nodes.ts'
import type { Failure } from './failing-streak.ts'
import { failingStreak } from './failing-streak.ts'
import { failedTask, taskError } from './failed-task.ts'
import { failureCode } from './failure.ts'
import { progressMark } from './progress-mark.ts'
import type { Slot } from './slots.ts'
import { slotsOf } from './slots.ts'
import { hasEnded, instant } from './task-state.ts'

/**
 * A job: as many slots, or as many nodes, as it asks for shall have completed in the iteration that
 * the service is at. `running` counts completed ones. A job needs no monitor window.
 */
export function assessJob(
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): ServiceProgress {
  const global = modeName(service.spec.Mode) === 'global job'
  const iteration = service.jobIteration ?? 0
  const now = tasks.filter((task) => (task.jobIteration ?? 0) === iteration)
  const slots = slotsOf(now, global ? 'node' : 'slot')
  const completed = slots.filter(isComplete).length
  const eligible = eligibleNodes(service, nodes).map(({ id }) => id)
  const desired = global
    ? new Set([...slots.map(({ key }) => key), ...eligible]).size
    : totalCompletions(service.spec.Mode)
  const since = instant(service.createdAt)
  const base = {
    serviceId: service.id,
    name: service.spec.Name,
    running: completed,
    desired,
    mark: `job ${iteration} ${progressMark(service, slots, since)}`,
  }
  const open = slots.filter((slot) => !isComplete(slot))
  const failure = open
    .map((slot) => gaveUp(slot, service, nodes) ?? failingStreak(slot, service, nodes, since))
    .find((found) => found !== undefined)
  if (failure !== undefined) return { ...base, kind: 'failed', ...failure }
  const counted = `${completed} of ${desired} ${desired === 1 ? 'task' : 'tasks'} completed`
  if (desired > 0 && completed >= desired) {
    return { ...base, kind: 'converged', reason: `${counted}.`, monitorMs: 0 }
  }
  return { ...base, kind: 'converging', ...waiting(open, service, nodes, counted) }
}

function isComplete(slot: Slot): boolean {
  return slot.tasks.some((task) => task.state === 'complete')
}

/** The swarm sets the last task of a job that it won't try again to shutdown. */
function gaveUp(slot: Slot, service: LiveService, nodes: readonly LiveNode[]): Failure | undefined {
  const task = slot.tasks[0]
  if (task === undefined || slot.current !== undefined || !hasEnded(task)) return undefined
  if (task.state === 'shutdown') return undefined
  const error = taskError(task, service, nodes)
  const reason = `Service ${service.spec.Name}: the job ended with ${error} and isn't tried again.`
  return { code: 'job-failed', reason, task: failedTask(task, service, nodes) }
}

function waiting(
  open: readonly Slot[],
  service: LiveService,
  nodes: readonly LiveNode[],
  counted: string,
): Pick<Extract<ServiceProgress, { readonly kind: 'converging' }>, 'reason' | 'code' | 'task'> {
  const name = `Service ${service.spec.Name}`
  const pending = open
    .map(({ current }) => current)
    .find((task) => task?.state === 'pending' && task.error !== '')
  if (pending !== undefined) {
    const code = failureCode(pending, service) ?? 'no-suitable-node'
    const reason = `${name}: a task waits for a node: ${taskError(pending, service, nodes)}.`
    return { code, reason, task: failedTask(pending, service, nodes) }
  }
  const failed = open
    .flatMap(({ tasks }) => tasks)
    .find((task) => hasEnded(task) && task.error !== '')
  if (failed === undefined) {
    const unfinished = open.map(({ current }) => current).find((task) => task !== undefined)
    const task = unfinished && failedTask(unfinished, service, nodes)
    return { reason: `${name}: ${counted}.`, ...(task && { task }) }
  }
  const code = failureCode(failed, service)
  const task = failedTask(failed, service, nodes)
  const reason = `${name}: its task ended with ${taskError(failed, service, nodes)} and is tried again.`
  return code === undefined ? { reason, task } : { reason, code, task }
}
