import type { LiveService, LiveTask } from '../live/live-state.ts'
import { modeName } from '../spec/service-mode.ts'
import { failureCode, lacksImage } from './failure.ts'
import { slotsOf } from './slots.ts'
import { hasEnded, instant } from './task-state.ts'

/**
 * True where a task of a service, as it is since its last update, doesn't run because its node could
 * not get the image. Tasks of other services are ignored.
 */
export function waitsForImage(service: LiveService, tasks: readonly LiveTask[]): boolean {
  const own = tasks.filter((task) => task.serviceId === service.id)
  // The swarm's own notes of an update, such as that it is paused, count as changes of a service too.
  const since = instant(service.updateStatus?.startedAt ?? service.updatedAt)
  const by = modeName(service.spec.Mode).startsWith('global') ? 'node' : 'slot'
  return slotsOf(own, by).some(({ current, tasks: newestFirst }) => {
    if (current !== undefined && (current.state === 'running' || current.state === 'complete')) {
      return false
    }
    const ended = newestFirst.find(hasEnded)
    if (ended === undefined || instant(ended.createdAt) < since) return false
    return lacksImage(failureCode(ended, service))
  })
}
