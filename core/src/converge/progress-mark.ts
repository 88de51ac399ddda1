import type { LiveService } from '../live/live-state.ts'
import type { Slot } from './slots.ts'
import { furthest, instant } from './task-state.ts'

/**
 * A text that changes whenever something got further: how many slots ever got how far since
 * `since`, and the state of the update. A task that fails again and again leaves it as it is.
 */
export function progressMark(service: LiveService, slots: readonly Slot[], since: number): string {
  const reached = slots.map((slot) => {
    const recent = slot.tasks.filter((task) => instant(task.createdAt) >= since)
    return recent.length === 0 ? 'kept' : String(Math.max(...recent.map(furthest)))
  })
  const counts = Map.groupBy(reached, (level) => level)
  const shown = [...counts].map(([level, list]) => `${level}x${list.length}`).sort()
  return [service.updateStatus?.state ?? 'none', ...shown].join(' ')
}
