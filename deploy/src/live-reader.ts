import type { LiveState } from '@kesako/core'
import type { Engine } from '@kesako/engine'
import type { Clock } from './deploy-api.ts'

export interface Snapshot {
  readonly live: LiveState
  /** ISO 8601: when the read began. */
  readonly readAt: string
}

/** Live state with when its reading began: monotonic, milliseconds. */
export interface TimedState {
  readonly live: LiveState
  readonly began: number
}

/** Live state for many readers by few reads. */
export interface LiveReader {
  /** A state whose reading begins after this call; calls that wait at the same time share one. */
  fresh(): Promise<LiveState>
  /** Begins to read for a pass that is about to be asked for. */
  anticipate(): void
  /** For a pass: what was read ahead for it, where nothing has been told to have changed since; else a fresh state. */
  forPass(): Promise<TimedState>
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

/** How old what was read ahead may be when the pass begins. */
const AHEAD_MS = 2000

export function createLiveReader(options: LiveReaderOptions): LiveReader {
  const { engine, clock, onRead, maxAgeMs = 1000 } = options
  let generation = 0
  let running: Promise<Snapshot> | undefined
  let next: Promise<Snapshot> | undefined
  let last: Read | undefined
  let ahead: Read | undefined

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

  const isUsable = (read: Read | undefined, ageMs: number): read is Read =>
    read !== undefined && read.generation === generation && clock.monotonic() - read.began <= ageMs

  return {
    fresh: async () => (await freshSnapshot()).live,
    anticipate() {
      ahead = { began: clock.monotonic(), generation, snapshot: freshSnapshot() }
      // The pass that takes it hears of a failure, and reads anew.
      ahead.snapshot.catch(() => undefined)
    },
    async forPass() {
      const read = ahead
      ahead = undefined
      if (isUsable(read, AHEAD_MS)) {
        const snapshot = await read.snapshot.catch(() => undefined)
        if (snapshot !== undefined && isUsable(read, Number.POSITIVE_INFINITY))
          return { live: snapshot.live, began: read.began }
      }
      const began = clock.monotonic()
      return { live: (await freshSnapshot()).live, began }
    },
    recent() {
      return isUsable(last, maxAgeMs) ? last.snapshot : freshSnapshot()
    },
    invalidate() {
      generation += 1
    },
  }
}
