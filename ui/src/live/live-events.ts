import { EventView, routes } from '@kesako/contract'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { connecting, heard, isSilent, lost, tryingAgain, type Connection } from './connection.ts'

export interface LiveEvents {
  readonly connection: Readonly<ShallowRef<Connection>>
  /** Tries at once, without waiting for its turn. */
  readonly tryNow: () => void
}

export interface LiveListener {
  onEvent(event: EventView): void
  /** The stream is open again (or for the first time): anything may have changed. */
  onOpen(): void
  /** The stream broke; it doesn't say why, so ask whether the session still holds. */
  onLost(): void
}

/** Listens to the event stream for as long as its scope lives, and reconnects by itself. */
export function useLiveEvents(listener: LiveListener): LiveEvents {
  const connection = shallowRef<Connection>(connecting(Date.now()))
  let source: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(routes.listenEvents.path)
    source.addEventListener('message', ({ data }) => receive(String(data)))
    source.addEventListener('error', drop)
  }

  function receive(data: string): void {
    const first = connection.value.phase !== 'live'
    connection.value = heard(Date.now())
    if (first) listener.onOpen()
    const event = EventView.safeParse(parsed(data))
    if (event.success) listener.onEvent(event.data)
  }

  function drop(): void {
    source?.close()
    source = undefined
    const next = lost(connection.value, Date.now())
    connection.value = next
    listener.onLost()
    clearTimeout(retry)
    if (next.phase === 'lost') retry = setTimeout(tryNow, next.nextTryAt - Date.now())
  }

  function tryNow(): void {
    connection.value = tryingAgain(connection.value)
    open()
  }

  function check(): void {
    if (isSilent(connection.value, Date.now())) drop()
  }

  function onOnline(): void {
    if (connection.value.phase === 'lost') tryNow()
  }

  const watchdog = setInterval(check, 5_000)
  addEventListener('online', onOnline)
  open()
  onScopeDispose(() => {
    clearInterval(watchdog)
    clearTimeout(retry)
    removeEventListener('online', onOnline)
    source?.close()
  })
  return { connection, tryNow }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
