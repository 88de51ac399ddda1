import type { LiveNode, LiveService, LiveTask } from '../live/live-state.ts'
import { modeName } from '../spec/service-mode.ts'
import { assessJob } from './assess-job.ts'
import { assessRunning } from './assess-running.ts'
import type { ServiceProgress } from './converge-types.ts'

/**
 * How far one service is, out of its tasks (others are ignored) and the swarm's nodes. Pure, and
 * without a clock: times are compared only with each other. Swarm reports a task with a healthcheck
 * as running once it is healthy, so running means working.
 *
 * Failed at once: an update paused, or taken back to the end; a slot that fails three times in a row (twice
 * without an image); a task that ended and isn't started again; a job without another attempt.
 * What may still come right by itself, such as no suitable node, converges until the deadline.
 */
export function assessService(
  service: LiveService,
  tasks: readonly LiveTask[],
  nodes: readonly LiveNode[],
): ServiceProgress {
  const own = tasks.filter((task) => task.serviceId === service.id)
  switch (modeName(service.spec.Mode)) {
    case 'replicated':
    case 'global':
      return assessRunning(service, own, nodes)
    case 'replicated job':
    case 'global job':
      return assessJob(service, own, nodes)
  }
}
