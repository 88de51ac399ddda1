import type { DeploymentEvent } from '@kesako/core'
import type { Clock, Log } from './deploy-api.ts'

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never

/** An event before it has its time. */
export type EventBody = WithoutTime<DeploymentEvent>

export interface EventHub {
  readonly emit: (body: EventBody) => void
  /** Answers with the way to end the subscription. */
  readonly subscribe: (listener: (event: DeploymentEvent) => void) => () => void
}

/** Hands every event to every listener; a listener that throws hurts nobody else. */
export function createEventHub(clock: Clock, log: Log): EventHub {
  const listeners = new Set<(event: DeploymentEvent) => void>()
  return {
    emit(body) {
      const event: DeploymentEvent = { at: new Date(clock.now()).toISOString(), ...body }
      for (const listener of listeners) {
        try {
          listener(event)
        } catch (error) {
          log.error('a listener of deployment events failed', { error: String(error) })
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
