import type { LiveTask, TaskState } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { RunnerStopped } from './deployment-error.ts'

const TERMINAL: ReadonlySet<TaskState> = new Set<TaskState>([
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
])

/**
 * Waits until no task of these services runs any more; for who holds a slot, which others have
 * meanwhile. Tasks on nodes that are down can't say so and don't count. False when nothing moved
 * for `patienceMs`.
 */
export async function tasksGone(
  context: Pick<DeployContext, 'clock' | 'tasks' | 'stop' | 'slots'>,
  serviceIds: ReadonlySet<string>,
  patienceMs: number,
): Promise<boolean> {
  if (serviceIds.size === 0) return true
  return context.slots.aside(() => untilGone(context, serviceIds, patienceMs))
}

async function untilGone(
  context: Pick<DeployContext, 'clock' | 'tasks' | 'stop'>,
  serviceIds: ReadonlySet<string>,
  patienceMs: number,
): Promise<boolean> {
  let left = Number.POSITIVE_INFINITY
  let movedAt = context.clock.monotonic()
  for (;;) {
    if (context.stop.aborted) throw new RunnerStopped()
    const look = await context.tasks.look()
    const at = context.clock.monotonic()
    if (look.kind === 'seen') {
      const down = new Set(look.view.nodes.filter((n) => n.state === 'down').map((n) => n.id))
      const running = look.view.tasks.filter((task) => holdsOn(task, serviceIds, down)).length
      if (running === 0) return true
      if (running < left) movedAt = at
      left = running
    }
    if (at - movedAt >= patienceMs) return false
  }
}

function holdsOn(
  task: LiveTask,
  serviceIds: ReadonlySet<string>,
  down: ReadonlySet<string>,
): boolean {
  return serviceIds.has(task.serviceId) && !TERMINAL.has(task.state) && !down.has(task.nodeId)
}
