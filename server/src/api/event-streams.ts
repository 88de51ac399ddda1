import { HEARTBEAT_MS, type EventView } from '@kesako/contract'
import type { Clock, Runner } from '@kesako/deploy'
import { PassThrough, type Readable } from 'node:stream'
import { RequestProblem } from '../http/request-problem.ts'

/** Streams that may be open at once. */
const MAX_STREAMS = 200
/** A listener that lets this much pile up is dropped; its browser connects again and reads anew. */
const MAX_BACKLOG_BYTES = 1024 * 1024

export interface EventStreams {
  /** A stream that ends when `allowed` no longer holds. Throws a 503 when too many are open. */
  open(allowed: () => boolean): Readable
  readonly count: () => number
  close(): void
}

export interface EventStreamOptions {
  readonly runner: Runner
  readonly clock: Clock
  readonly version: string
}

/** Hands what happens to everybody who listens. One subscription and one heartbeat serve all. */
export function createEventStreams({ runner, clock, version }: EventStreamOptions): EventStreams {
  const streams = new Map<PassThrough, () => boolean>()
  const ending = new AbortController()
  const unsubscribe = runner.subscribe((event) => send(event))

  function send(event: EventView): void {
    const text = message(event)
    for (const stream of streams.keys()) {
      if (stream.writableLength + stream.readableLength > MAX_BACKLOG_BYTES) stream.destroy()
      else stream.write(text)
    }
  }

  function now(): string {
    return new Date(clock.now()).toISOString()
  }

  async function beat(): Promise<void> {
    while (!ending.signal.aborted) {
      await clock.sleep(HEARTBEAT_MS, ending.signal).catch(() => {})
      if (ending.signal.aborted) return
      for (const [stream, allowed] of streams) if (!allowed()) stream.end()
      send({ type: 'heartbeat', at: now() })
    }
  }
  void beat()

  return {
    open(allowed) {
      if (streams.size >= MAX_STREAMS) {
        const detail = `${MAX_STREAMS} listen to the event stream already.`
        throw new RequestProblem('too-many-listeners', detail, {}, { 'Retry-After': '30' })
      }
      const stream = new PassThrough()
      streams.set(stream, allowed)
      stream.on('close', () => streams.delete(stream))
      stream.on('finish', () => streams.delete(stream))
      stream.write(message({ type: 'hello', at: now(), version }))
      return stream
    },
    count: () => streams.size,
    close() {
      ending.abort()
      unsubscribe()
      for (const stream of streams.keys()) stream.end()
    },
  }
}

function message(event: EventView): string {
  return `data: ${JSON.stringify(event)}\n\n`
}
