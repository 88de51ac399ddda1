import type { Engine, EngineEvent } from '@kesako/engine'
import { EngineError } from '@kesako/engine'
import type { Clock } from './deploy-api.ts'
import { LEASE_PREFIX } from './lease-name.ts'
import { pause } from './pause.ts'

/** What an event of the engine means for us. */
export type EngineHint =
  /** What a plan compares may differ now. */
  | 'specs'
  /** Tasks moved. */
  | 'tasks'
  | 'none'

/** Pure: our own leases mean nothing. */
export function hintOf(event: EngineEvent): EngineHint {
  switch (event.type) {
    case 'service':
    case 'network':
    case 'secret':
      return 'specs'
    case 'config':
      return event.attributes['name']?.startsWith(LEASE_PREFIX) === true ? 'none' : 'specs'
    case 'container':
      return event.action.startsWith('exec_') ? 'none' : 'tasks'
    case 'node':
      return 'tasks'
    default:
      return 'none'
  }
}

/** Follows the engine's events until the signal aborts; begins again when the stream breaks. */
export async function watchEngine(
  options: { readonly engine: Engine; readonly clock: Clock; readonly signal: AbortSignal },
  heard: (hint: EngineHint) => void,
): Promise<void> {
  const { engine, clock, signal } = options
  while (!signal.aborted) {
    try {
      for await (const event of engine.events(signal)) heard(hintOf(event))
    } catch (error) {
      if (!(error instanceof EngineError) && !signal.aborted) throw error
    }
    if (signal.aborted) return
    // What happened while nobody listened is unknown: a look at everything finds it.
    heard('specs')
    await pause(clock, 1000, signal)
  }
}
