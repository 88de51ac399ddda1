import type { LiveState } from '@kesako/core'
import type { Engine } from '@kesako/engine'
import type { Clock } from './deploy-api.ts'

export interface Snapshot {
  readonly live: LiveState
  /** ISO 8601: when the read began. */
  readonly readAt: string
}

/** Live state for many readers by few reads. */
export interface LiveReader {
  /** A state whose reading begins after this call; calls that wait at the same time share one. */
  fresh(): Promise<LiveState>
  /** A state at most a second old and not invalidated since. */
  recent(): Promise<Snapshot>
  /** What was read before this call is no longer recent. */
  invalidate(): void
}

export interface LiveReaderOptions {
  readonly engine: Pick<Engine, 'liveState'>
  readonly clock: Clock
  /** Told of every read: undefined when it went well. */
  readonly onRead: (error: unknown) => void
  /** Default 1 000 ms. */
  readonly maxAgeMs?: number
}

interface Read {
  readonly began: number
  readonly generation: number
  readonly snapshot: Promise<Snapshot>
}

export function createLiveReader(options: LiveReaderOptions): LiveReader {
  const { engine, clock, onRead, maxAgeMs = 1000 } = options
  let generation = 0
  let running: Promise<Snapshot> | undefined
  let next: Promise<Snapshot> | undefined
  let last: Read | undefined

  async function read(): Promise<Snapshot> {
    const readAt = new Date(clock.now()).toISOString()
    try {
      const live = await engine.liveState()
      onRead(undefined)
      return { live, readAt }
    } catch (error) {
      last = undefined
      onRead(error)
      throw error
    }
  }

  function begin(): Promise<Snapshot> {
    const snapshot = read().finally(() => {
      if (running === snapshot) running = undefined
    })
    running = snapshot
    last = { began: clock.monotonic(), generation, snapshot }
    return snapshot
  }

  /** Waits for the read under way, whose data may be too old, then starts the one that all waiters share. */
  async function beginAfter(current: Promise<Snapshot>): Promise<Snapshot> {
    await current.catch(() => undefined)
    next = undefined
    return begin()
  }

  function freshSnapshot(): Promise<Snapshot> {
    if (running === undefined) return begin()
    next ??= beginAfter(running)
    return next
  }

  return {
    fresh: async () => (await freshSnapshot()).live,
    recent() {
      const usable =
        last !== undefined &&
        last.generation === generation &&
        clock.monotonic() - last.began <= maxAgeMs
      return usable && last !== undefined ? last.snapshot : freshSnapshot()
    },
    invalidate() {
      generation += 1
    },
  }
}
