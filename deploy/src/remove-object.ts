import type { ObjectKind } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'
import type { DeployContext } from './deploy-context.ts'
import { DeploymentFailure, isEngineAway, mayPass } from './deployment-error.ts'
import { waitForEngine } from './engine-patience.ts'
import { pause } from './pause.ts'
import type { WriteGuard } from './write-guard.ts'

/** An object of the swarm that is to go. */
export interface Removal {
  readonly kind: ObjectKind
  readonly name: string
  readonly id: string
}

/** Tasks let go of networks, secrets and configs some seconds after their service went; an error of the engine's own passes, too. */
const IN_USE_PATIENCE_MS = 45_000

/** How long the engine may be away in the middle of a removal. */
const ENGINE_PATIENCE_MS = 300_000

const IN_USE = /\bin use\b|active endpoints/i

/** Removes one object; what is gone already counts as removed. Waits, bounded, for what is still in use. */
export async function removeObject(
  context: Pick<DeployContext, 'engine' | 'clock' | 'stop'>,
  removal: Removal,
  guard: WriteGuard,
): Promise<void> {
  const since = context.clock.monotonic()
  for (;;) {
    try {
      const remove = async (): Promise<void> => {
        await guard()
        await removeByKind(context.engine, removal)
      }
      await waitForEngine(context, ENGINE_PATIENCE_MS, remove, isEngineAway)
      return
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      if (error.kind === 'not-found') return
      const used = IN_USE.test(error.message)
      if (!used && !mayPass(error)) throw error
      if (context.clock.monotonic() - since >= IN_USE_PATIENCE_MS) {
        throw used ? inUse(removal, error) : error
      }
      await pause(context.clock, 500, context.stop)
    }
  }
}

function removeByKind(engine: Engine, removal: Removal): Promise<void> {
  switch (removal.kind) {
    case 'service':
      return engine.removeService(removal.id)
    case 'network':
      return engine.removeNetwork(removal.id)
    case 'secret':
      return engine.removeSecret(removal.id)
    case 'config':
      return engine.removeConfig(removal.id)
  }
}

function inUse(removal: Removal, error: EngineError): DeploymentFailure {
  return new DeploymentFailure(
    removal.kind === 'network' ? 'network-in-use' : 'engine-refused',
    `The ${removal.kind} "${removal.name}" can't be removed because something outside of the stack uses it: ${error.message}`,
    error,
  )
}
