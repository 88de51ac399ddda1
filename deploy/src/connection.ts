import type { EventBody } from './event-hub.ts'
import { isEngineAway } from './deployment-error.ts'
import type { Log } from './deploy-api.ts'

export type ConnectionState =
  | { readonly connected: true }
  | { readonly connected: false; readonly reason: string }

/** Whether the engine answers, as seen by every read; says once when that changes. */
export interface Connection {
  readonly state: () => ConnectionState
  /** To be told of every read: undefined when it went well. */
  readonly noticed: (error: unknown) => void
}

export function createConnection(options: {
  readonly emit: (event: EventBody) => void
  readonly log: Log
  readonly onBack: () => void
}): Connection {
  let state: ConnectionState = { connected: true }
  return {
    state: () => state,
    noticed(error) {
      if (error === undefined) {
        if (state.connected) return
        state = { connected: true }
        options.log.info('the engine answers again')
        options.emit({ type: 'engine-back' })
        options.onBack()
        return
      }
      if (!isEngineAway(error)) return
      const wasConnected = state.connected
      state = { connected: false, reason: error.message }
      if (!wasConnected) return
      options.log.warn('the engine does not answer', { reason: error.message })
      options.emit({ type: 'engine-lost', reason: error.message })
    },
  }
}
