import type { ReasonCode } from '../deployment/deployment.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { DEFAULT_MONITOR_NS } from '../spec/engine-defaults.ts'
import { modeName, replicas } from '../spec/service-mode.ts'
import type { ServiceProgress } from './converge-types.ts'
import { eligibleNodes } from './eligible-nodes.ts'
import type { Failure } from './failing-streak.ts'
import { endedInARow, failingStreak, runsOnSchedule } from './failing-streak.ts'
import { type FailedTask, failedTask, taskError } from './failed-task.ts'
import { failureCode, hint } from './failure.ts'
import { progressMark } from './progress-mark.ts'
import type { Slot } from './slots.ts'
import { endedForGood, slotsOf } from './slots.ts'
import { instant } from './task-state.ts'
import { rollbackUnderWay, updateFailure } from './update-failure.ts'

/** The engine needs a moment between taking an update and beginning it. */
const LEAST_MONITOR_MS = 1000

/** A replicated or global service: every slot, or every node that fits, shall have a running task. */
export function assessRunning(
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): ServiceProgress {
  const global = modeName(service.spec.Mode) === 'global'
  const slots = slotsOf(tasks, global ? 'node' : 'slot')
  const down = new Set(nodes.filter(({ state }) => state === 'down').map(({ id }) => id))
  const running = slots.filter((slot) => isRunning(slot, service, down)).length
  const desired = global ? globalDesired(service, slots, nodes, down) : replicas(service.spec.Mode)
  const since = instant(service.updateStatus?.startedAt ?? service.updatedAt)
  const base = {
    serviceId: service.id,
    name: service.spec.Name,
    running,
    desired,
    mark: progressMark(service, slots, since),
  }
  const asked = global ? slots : askedSlots(slots, desired)
  const failure =
    updateFailure(service, tasks, nodes) ??
    (swarmDecides(service)
      ? undefined
      : (first(asked, (slot) => failingStreak(slot, service, nodes, since)) ??
        (running < desired ? first(asked, (slot) => ended(slot, service, nodes)) : undefined)))
  if (failure !== undefined) return { ...base, kind: 'failed', ...failure }
  const rollback = rollbackUnderWay(service, tasks, nodes)
  if (rollback !== undefined) return { ...base, kind: 'converging', ...rollback }

  const failedLately = asked.some((slot) => endedInARow(slot, service, since).length > 0)
  const converged = convergedVerdict(service, { running, desired, global, failedLately })
  if (converged !== undefined) return { ...base, ...converged }
  if (global && desired === 0) {
    const reason = `Service ${base.name}: no node takes its tasks.`
    return { ...base, kind: 'converging', reason, code: 'no-suitable-node' }
  }
  const waits =
    waiting(slots, service, nodes, since) ?? counted(service, running, desired, slots, nodes)
  return { ...base, kind: 'converging', ...waits }
}

/** While an update or its roll back goes on, the swarm judges the tasks: it pauses, rolls back, or lets them be. */
function swarmDecides(service: LiveService): boolean {
  const state = service.updateStatus?.state
  return state === 'rollback_started' || (state === 'updating' && !goesOnAnyway(service))
}

/** The swarm watches no task of an update that shall go on whatever fails. */
function goesOnAnyway(service: LiveService): boolean {
  return service.spec.UpdateConfig?.FailureAction === 'continue'
}

function convergedVerdict(
  service: LiveService,
  seen: {
    readonly running: number
    readonly desired: number
    readonly global: boolean
    /** A task of this spec ended before the one that runs now. */
    readonly failedLately: boolean
  },
): { readonly kind: 'converged'; readonly reason: string; readonly monitorMs: number } | undefined {
  const { running, desired, global, failedLately } = seen
  if (service.updateStatus?.state === 'updating' || running !== desired) return undefined
  if (desired === 0) {
    return global ? undefined : { kind: 'converged', reason: 'No task is asked for.', monitorMs: 0 }
  }
  if (service.updateStatus?.state === 'completed' && !goesOnAnyway(service) && !failedLately) {
    // The swarm has watched the update for its monitor window before it calls it completed.
    return { kind: 'converged', reason: `${runningOf(running, desired)}.`, monitorMs: 0 }
  }
  const monitorNs = service.spec.UpdateConfig?.Monitor || DEFAULT_MONITOR_NS
  const monitorMs = Math.max(LEAST_MONITOR_MS, Math.ceil(monitorNs / 1e6))
  return { kind: 'converged', reason: `${runningOf(running, desired)}.`, monitorMs }
}

function counted(
  service: LiveService,
  running: number,
  desired: number,
  slots: readonly Slot[],
  nodes: readonly LiveNode[],
): Waiting {
  const rest = service.updateStatus?.state === 'updating' ? ', and the update goes on' : ''
  const reason = `Service ${service.spec.Name}: ${runningOf(running, desired)}${rest}.`
  const starting = slots
    .map(({ current }) => current)
    .find((task) => task !== undefined && task.state !== 'running')
  return starting === undefined
    ? { reason }
    : { reason, task: failedTask(starting, service, nodes) }
}

function runningOf(running: number, desired: number): string {
  return `${running} of ${desired} ${desired === 1 ? 'task runs' : 'tasks run'}`
}

/** Without the history of slots that scaling down took away. */
function askedSlots(slots: readonly Slot[], desired: number): readonly Slot[] {
  const kept = slots.filter(({ current }) => current !== undefined)
  return kept.length >= desired ? kept : slots
}

/** Counts a task of an earlier spec as not running yet: the update hasn't begun. */
function isRunning(slot: Slot, service: LiveService, down: ReadonlySet<string>): boolean {
  const task = slot.current
  if (task === undefined || down.has(task.nodeId)) return false
  if (task.upToDate === false) return false
  if (task.state === 'running') {
    const rolledBack = service.updateStatus?.state.startsWith('rollback') === true
    return rolledBack || task.image === service.spec.TaskTemplate.ContainerSpec.Image
  }
  const last = slot.tasks.find((other) => other !== task)
  return last?.state === 'complete' && runsOnSchedule(service)
}

function globalDesired(
  service: LiveService,
  slots: readonly Slot[],
  nodes: readonly LiveNode[],
  down: ReadonlySet<string>,
): number {
  const withTask = slots.filter(({ current, key }) => current !== undefined && !down.has(key))
  const eligible = eligibleNodes(service, nodes).map(({ id }) => id)
  return new Set([...withTask.map(({ key }) => key), ...eligible]).size
}

function first(
  slots: readonly Slot[],
  find: (slot: Slot) => Failure | undefined,
): Failure | undefined {
  return slots.map(find).find((failure) => failure !== undefined)
}

/** A slot whose task ended and that the restart policy leaves empty. */
function ended(slot: Slot, service: LiveService, nodes: readonly LiveNode[]): Failure | undefined {
  const task = endedForGood(slot)
  if (task === undefined || (task.state === 'complete' && task.desiredState === 'complete')) {
    return undefined
  }
  const code = failureCode(task, service) ?? 'task-failed'
  const what = `Service ${service.spec.Name}: its task ended with`
  const error = `${taskError(task, service, nodes)}${hint(code, task, service)}`
  const advice =
    task.state === 'complete' ? '; what is meant to end belongs to the mode replicated-job' : ''
  return {
    code,
    reason: `${what} ${error} and its restart policy doesn't start it again${advice}.`,
    task: failedTask(task, service, nodes),
  }
}

interface Waiting {
  readonly reason: string
  readonly code?: ReasonCode
  readonly task?: FailedTask
}

/** Why a slot isn't running yet, where a task says so: no node, or a failure that is tried again. */
function waiting(
  slots: readonly Slot[],
  service: LiveService,
  nodes: readonly LiveNode[],
  since: number,
): Waiting | undefined {
  const name = `Service ${service.spec.Name}`
  const pending = slots
    .map(({ current }) => current)
    .find((task) => task?.state === 'pending' && task.error !== '')
  if (pending !== undefined) {
    const code = failureCode(pending, service) ?? 'no-suitable-node'
    const reason = `${name}: a task waits for a node: ${taskError(pending, service, nodes)}.`
    return { code, reason, task: failedTask(pending, service, nodes) }
  }
  const failed = slots
    .filter(({ current }) => current?.state !== 'running')
    .map((slot) => endedInARow(slot, service, since))
    .find((list) => list.length > 0)?.[0]
  if (failed === undefined) return undefined
  const code = failureCode(failed, service)
  const task = failedTask(failed, service, nodes)
  const reason = `${name}: its task ended with ${taskError(failed, service, nodes)} and is tried again.`
  return code === undefined ? { reason, task } : { reason, code, task }
}
