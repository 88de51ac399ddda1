import { EngineError } from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { pause } from './pause.ts'
import { removeObject, type Removal } from './remove-object.ts'
import { mapBounded } from './slots.ts'
import { tasksGone } from './tasks-gone.ts'
import type { WriteGuard } from './write-guard.ts'

/** Requests of one stack side by side. */
const SIDE_BY_SIDE = 8

/** The engine lists its own copy of a removed network for some seconds. */
const NETWORK_LEAVES_MS = 20_000

/**
 * Removes in the order that the engine allows: services, then configs and secrets, then, when
 * their tasks are gone, networks. What can't be removed is thrown after all others were tried.
 */
export async function removeObjects(
  context: Pick<DeployContext, 'engine' | 'clock' | 'stop' | 'tasks' | 'reader'>,
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
  const networks = removals.filter((removal) => removal.kind === 'network')
  await removeAll(services)
  if (errors.length > 0) throw errors[0]
  await tasksGone(context, new Set(services.map((service) => service.id)), patienceMs)
  await removeAll(removals.filter((one) => one.kind === 'config' || one.kind === 'secret'))
  await removeAll(networks)
  if (errors.length > 0) throw errors[0]
  await networksLeft(context, networks)
}

/** A network that is still listed would be taken for live by the next plan. */
async function networksLeft(
  context: Pick<DeployContext, 'engine' | 'clock' | 'stop'>,
  networks: readonly Removal[],
): Promise<void> {
  const until = context.clock.monotonic() + NETWORK_LEAVES_MS
  for (const network of networks) {
    while (context.clock.monotonic() < until && !context.stop.aborted) {
      const listed = await context.engine.network(network.id).catch(stillThere)
      if (listed === undefined) break
      await pause(context.clock, 200, context.stop)
    }
  }
}

/** An engine that is away says nothing of the network: it is asked again. */
function stillThere(error: unknown): true {
  if (error instanceof EngineError) return true
  throw error
}
