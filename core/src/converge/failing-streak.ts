import type { ReasonCode } from '../deployment/deployment.ts'
import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { DEFAULT_RESTART_DELAY_NS } from '../spec/engine-defaults.ts'
import { type FailedTask, failedTask, taskError } from './failed-task.ts'
import { failureCode, hint, lacksImage } from './failure.ts'
import type { Slot } from './slots.ts'
import { hasEnded, instant } from './task-state.ts'

const FAILURES = 3
const REJECTED_IMAGES = 2
const SHORT_LIFE_MS = 10 * 60_000
const SCHEDULE_DELAY_NS = 60_000_000_000

export interface Failure {
  readonly code: ReasonCode
  readonly reason: string
  /** Absent where the swarm names none. */
  readonly task?: FailedTask
}

/**
 * A slot that fails again and again: three tasks in a row since `since`, or two without an image,
 * none of which lived longer than ten minutes or the restart window, and none of which runs now.
 * Tasks that the swarm itself stopped end the row.
 */
export function failingStreak(
  slot: Slot,
  service: LiveService,
  nodes: readonly LiveNode[],
  since: number,
): Failure | undefined {
  if (slot.current?.state === 'running') return undefined
  const streak = endedInARow(slot, service, since)
  const newest = streak[0]
  if (newest === undefined) return undefined
  const code = failureCode(newest, service) ?? 'crash-loop'
  if (streak.length < (lacksImage(code) ? REJECTED_IMAGES : FAILURES)) return undefined
  const error = `${taskError(newest, service, nodes)}${hint(code, newest, service)}`
  const times = `${streak.length} times in a row`
  return {
    code,
    reason: `Service ${service.spec.Name}: ${sentence(code, times)}: ${error}.`,
    task: failedTask(newest, service, nodes),
  }
}

/** Ended tasks of this spec in a slot since `since`, newest first, up to one that ran well or was stopped. */
export function endedInARow(slot: Slot, service: LiveService, since: number): readonly LiveTask[] {
  const ended = slot.tasks.filter((task) => task !== slot.current || hasEnded(task))
  const recent = ended.filter(
    (task) => hasEnded(task) && task.upToDate !== false && instant(task.createdAt) >= since,
  )
  const stop = recent.findIndex((task) => !isFailure(task, service))
  return stop < 0 ? recent : recent.slice(0, stop)
}

function isFailure(task: LiveTask, service: LiveService): boolean {
  if (task.state === 'shutdown') return false
  if (task.state === 'complete' && runsOnSchedule(service)) return false
  const windowMs = (service.spec.TaskTemplate.RestartPolicy?.Window ?? 0) / 1e6
  const lifeMs = instant(task.timestamp) - instant(task.createdAt)
  return lifeMs <= Math.max(SHORT_LIFE_MS, windowMs)
}

/** A service that is started again a minute or more after it ended well is made to run now and then. */
export function runsOnSchedule(service: LiveService): boolean {
  const delay = service.spec.TaskTemplate.RestartPolicy?.Delay ?? DEFAULT_RESTART_DELAY_NS
  return delay >= SCHEDULE_DELAY_NS
}

const SENTENCES: Readonly<Partial<Record<ReasonCode, (times: string) => string>>> = {
  'image-missing': (times) => `its image can't be had, tried ${times}`,
  'image-access-denied': (times) => `the registry refuses its image, tried ${times}`,
  unhealthy: (times) => `its task didn't become healthy ${times}`,
  'port-taken': (times) => `a port that it publishes is taken, tried ${times}`,
  'out-of-memory': (times) => `its task was killed ${times}`,
}

function sentence(code: ReasonCode, times: string): string {
  return SENTENCES[code]?.(times) ?? `its task ended ${times}`
}
