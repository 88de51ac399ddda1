import { once } from 'node:events'
import { PassThrough, type Readable } from 'node:stream'
import { HEARTBEAT_MS, type LogEvent } from '@kesako/contract'
import type { Clock } from '@kesako/deploy'
import type { Engine } from '@kesako/engine'
import { RequestProblem } from '../http/request-problem.ts'

/** Log streams that may be open at once; each is a request to the engine for every service. */
const MAX_STREAMS = 50

export interface LogRequest {
  readonly services: readonly { readonly id: string; readonly name: string }[]
  readonly tail: number
  readonly follow: boolean
  /** The client went away. */
  readonly signal: AbortSignal
  /** False once the credential is revoked. */
  readonly allowed: () => boolean
}

/** Logs of services, for as many clients as the server can bear. */
export interface LogStreams {
  /** Throws a 503 when too many are open. */
  open(request: LogRequest): Readable
  close(): void
}

export function createLogStreams(engine: Engine, clock: Clock): LogStreams {
  const ending = new AbortController()
  let count = 0

  async function run(request: LogRequest, out: PassThrough, until: AbortSignal): Promise<void> {
    const over = new AbortController()
    const within = AbortSignal.any([until, over.signal])
    const send = async (event: LogEvent): Promise<void> => {
      // A client that reads slowly slows the engine's answer down, and nothing piles up here.
      if (!out.write(`data: ${JSON.stringify(event)}\n\n`)) {
        await once(out, 'drain', { signal: within })
      }
    }
    const beat = async (): Promise<void> => {
      while (!within.aborted) {
        await clock.sleep(HEARTBEAT_MS, within)
        if (!request.allowed()) over.abort()
        else if (!out.writableNeedDrain) {
          await send({ type: 'heartbeat', at: new Date(clock.now()).toISOString() })
        }
      }
    }
    const read = async ({ id, name }: LogRequest['services'][number]): Promise<void> => {
      try {
        const options = { tail: request.tail, follow: request.follow }
        for await (const line of engine.serviceLogStream(id, options, within)) {
          await send({ type: 'line', service: name, ...line })
        }
      } catch (error) {
        if (within.aborted) return
        const reason = error instanceof Error ? error.message : String(error)
        await send({ type: 'problem', service: name, reason })
      }
    }
    void beat().catch(() => undefined)
    await Promise.all(request.services.map(read))
    if (!within.aborted) await send({ type: 'end' })
    over.abort()
  }

  return {
    open(request) {
      if (count >= MAX_STREAMS) {
        const detail = `${MAX_STREAMS} log streams are open already.`
        throw new RequestProblem('too-many-listeners', detail, {}, { 'Retry-After': '30' })
      }
      count += 1
      const out = new PassThrough()
      const gone = new AbortController()
      out.once('close', () => gone.abort())
      const until = AbortSignal.any([request.signal, gone.signal, ending.signal])
      const finish = (): void => {
        count -= 1
        out.end()
      }
      run(request, out, until).then(finish, finish)
      return out
    },
    close: () => ending.abort(),
  }
}
