import type { LiveNode } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'

const ATTEMPTS = 5

/** Sets a node's availability; the rest of it is kept, also where it changes meanwhile. */
export async function setAvailability(
  engine: Pick<Engine, 'setAvailability'>,
  nodeId: string,
  availability: LiveNode['availability'],
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await engine.setAvailability(nodeId, availability)
      return
    } catch (error) {
      const changed = error instanceof EngineError && error.kind === 'stale'
      if (!changed || attempt === ATTEMPTS) throw error
    }
  }
}
