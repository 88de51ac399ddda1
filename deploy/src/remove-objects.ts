import type { DeployContext } from './deploy-context.ts'
import { removeObject, type Removal } from './remove-object.ts'
import { mapBounded } from './slots.ts'
import { tasksGone } from './tasks-gone.ts'
import type { WriteGuard } from './write-guard.ts'

/** Requests of one stack side by side. */
const SIDE_BY_SIDE = 8

/**
 * Removes in the order that the engine allows: services, then configs and secrets, then, when
 * their tasks are gone, networks. What can't be removed is thrown after all others were tried.
 */
export async function removeObjects(
  context: Pick<DeployContext, 'engine' | 'clock' | 'stop' | 'tasks' | 'reader' | 'slots'>,
  removals: readonly Removal[],
  guard: WriteGuard,
  patienceMs: number,
): Promise<void> {
  const errors: unknown[] = []

  async function removeAll(some: readonly Removal[]): Promise<void> {
    await mapBounded(some, SIDE_BY_SIDE, async (removal) => {
      try {
        await removeObject(context, removal, guard)
      } catch (error) {
        errors.push(error)
      }
    })
    context.reader.invalidate()
  }

  const services = removals.filter((removal) => removal.kind === 'service')
  await removeAll(services)
  if (errors.length > 0) throw errors[0]
  await tasksGone(context, new Set(services.map((service) => service.id)), patienceMs)
  await removeAll(removals.filter((one) => one.kind === 'config' || one.kind === 'secret'))
  await removeAll(removals.filter((one) => one.kind === 'network'))
  if (errors.length > 0) throw errors[0]
}
