import type { EventView } from '@kesako/contract'
import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { sessionQuery, stacksQuery } from '../api/queries.ts'
import type { Connection } from './connection.ts'
import { useLiveEvents } from './live-events.ts'

export interface LiveStacks {
  readonly connection: Readonly<ShallowRef<Connection>>
  /** By stack, what its running deployment said last. */
  readonly steps: Readonly<ShallowRef<ReadonlyMap<string, string>>>
  readonly tryNow: () => void
}

/** Events that come together ask once. */
const GATHER_MS = 120
/** Documents are asked again after this long without an event: what no event told, such as a task that died. */
const LONGEST_AGE_MS = 15_000

/** Keeps the documents fresh: every event invalidates them; they alone say how things are. */
export function useLiveStacks(): LiveStacks {
  const client = useQueryClient()
  const steps = shallowRef<ReadonlyMap<string, string>>(new Map())
  let gathered: ReturnType<typeof setTimeout> | undefined

  function refresh(): void {
    gathered ??= setTimeout(() => {
      gathered = undefined
      void client.invalidateQueries({ queryKey: stacksQuery.queryKey })
    }, GATHER_MS)
  }

  const { connection, tryNow } = useLiveEvents({
    onEvent(event) {
      steps.value = stepsAfter(steps.value, event)
      if (event.type !== 'hello' && event.type !== 'heartbeat') refresh()
    },
    onOpen: refresh,
    onLost() {
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })

  const poll = setInterval(() => {
    if (connection.value.phase === 'live' && !document.hidden) refresh()
  }, LONGEST_AGE_MS)
  onScopeDispose(() => {
    clearInterval(poll)
    clearTimeout(gathered)
  })

  return {
    connection,
    steps,
    tryNow() {
      tryNow()
      refresh()
    },
  }
}

/** What running deployments said last, after an event. */
export function stepsAfter(
  steps: ReadonlyMap<string, string>,
  event: EventView,
): ReadonlyMap<string, string> {
  switch (event.type) {
    case 'deployment-step':
      return new Map(steps).set(event.stack, event.message)
    case 'deployment-ended': {
      const rest = new Map(steps)
      rest.delete(event.stack)
      return rest
    }
    case 'hello':
    case 'heartbeat':
    case 'deployment-started':
    case 'pass-ended':
    case 'everything-held':
    case 'engine-lost':
    case 'engine-back':
    case 'stacks-changed':
      return steps
  }
}
