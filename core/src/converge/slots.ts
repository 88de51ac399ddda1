import type { LiveTask } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import { hasEnded, instant, isWanted, stateOrder } from './task-state.ts'

/** The tasks that stand in for each other: those of one slot, or of one node for global services. */
export interface Slot {
  readonly key: string
  /** Newest first. */
  readonly tasks: readonly LiveTask[]
  /** The task that counts: the one that the swarm wants to run and that is least far. */
  readonly current: LiveTask | undefined
}

export function slotsOf(tasks: readonly LiveTask[], by: 'slot' | 'node'): readonly Slot[] {
  const groups = Map.groupBy(
    tasks.filter((task) => task.desiredState !== 'remove' && task.state !== 'orphaned'),
    (task) => (by === 'slot' ? String(task.slot).padStart(8, '0') : task.nodeId),
  )
  return [...groups]
    .map(([key, group]) => {
      const newestFirst = group.toSorted(byAge)
      return { key, tasks: newestFirst, current: newestFirst.filter(isWanted).toSorted(byState)[0] }
    })
    .sort((a, b) => compareText(a.key, b.key))
}

function byAge(a: LiveTask, b: LiveTask): number {
  return (
    instant(b.createdAt) - instant(a.createdAt) || b.version - a.version || compareText(a.id, b.id)
  )
}

/** Lowest desired state, then lowest state, as the docker CLI chooses. */
function byState(a: LiveTask, b: LiveTask): number {
  return (
    stateOrder(a.desiredState) - stateOrder(b.desiredState) ||
    stateOrder(a.state) - stateOrder(b.state)
  )
}

/** The newest task of a slot that has ended, when nothing is coming after it. */
export function endedForGood(slot: Slot): LiveTask | undefined {
  const newest = slot.tasks[0]
  if (newest === undefined || slot.current !== undefined) return undefined
  return hasEnded(newest) && newest.state !== 'shutdown' ? newest : undefined
}
