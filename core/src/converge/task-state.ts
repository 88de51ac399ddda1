import type { LiveTask, TaskState } from '../live/live-state.ts'

const ORDER: Readonly<Record<TaskState, number>> = {
  new: 0,
  allocated: 1,
  pending: 2,
  assigned: 3,
  accepted: 4,
  preparing: 5,
  ready: 6,
  starting: 7,
  running: 8,
  complete: 9,
  shutdown: 10,
  failed: 11,
  rejected: 12,
  remove: 13,
  orphaned: 14,
}

/** Place of a state in a task's life, as swarmkit orders them (`api/types.proto`). */
export function stateOrder(state: TaskState): number {
  return ORDER[state]
}

/** True when the container has ended, or never came to be. */
export function hasEnded(task: LiveTask): boolean {
  return stateOrder(task.state) > ORDER.running
}

/** True for a task that the swarm wants to run, or a job's that it wants to complete. */
export function isWanted(task: LiveTask): boolean {
  return stateOrder(task.desiredState) <= ORDER.complete
}

/**
 * How far a task ever got, from 0 to 8 (`running`). A container that ended had been started, so a
 * crash loop stays where it is instead of going round.
 */
export function furthest(task: LiveTask): number {
  if (!hasEnded(task)) return stateOrder(task.state)
  if (task.state === 'complete') return ORDER.complete
  return task.containerId ? ORDER.running : ORDER.preparing
}

/** Milliseconds since 1970, for comparing the engine's own timestamps with each other. */
export function instant(timestamp: string): number {
  return Date.parse(timestamp)
}
