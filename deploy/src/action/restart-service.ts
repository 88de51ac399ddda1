import type { LiveService } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'

const ATTEMPTS = 3

/**
 * Makes the swarm start every task of a service anew: the spec as it is, with `ForceUpdate` counted up, and the
 * registry credentials that it has. A change of the service that comes in between is read and kept. Rejects with
 * EngineError, of kind `not-found` where the service went meanwhile.
 */
export async function restartService(
  engine: Pick<Engine, 'services' | 'updateService'>,
  service: LiveService,
): Promise<void> {
  let seen = service
  for (let attempt = 1; ; attempt += 1) {
    try {
      await engine.updateService(seen.id, seen.version, forced(seen))
      return
    } catch (error) {
      const changed = error instanceof EngineError && error.kind === 'stale'
      if (!changed || attempt === ATTEMPTS) throw error
      seen = await again(engine, seen)
    }
  }
}

function forced({ spec }: LiveService): LiveService['spec'] {
  const { TaskTemplate: template } = spec
  return { ...spec, TaskTemplate: { ...template, ForceUpdate: (template.ForceUpdate ?? 0) + 1 } }
}

async function again(
  engine: Pick<Engine, 'services'>,
  { id, spec }: LiveService,
): Promise<LiveService> {
  const found = (await engine.services()).find((service) => service.id === id)
  if (found !== undefined) return found
  throw new EngineError('not-found', `The service ${spec.Name} is gone.`)
}
