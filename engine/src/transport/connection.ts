import type { IncomingMessage } from 'node:http'
import type { EngineAddress } from '../address/engine-address.ts'
import { statusError } from '../engine-failure.ts'
import { EngineError } from '../engine-api.ts'
import type { Route } from './agent.ts'
import { routeTo } from './agent.ts'
import { negotiate } from './api-version.ts'
import { connectionError } from './connection-failure.ts'
import { LARGEST_BODY, readBody } from './read-body.ts'
import { send } from './send.ts'
import type { TimeLimit } from './time-limit.ts'
import { timeLimit } from './time-limit.ts'

const DEFAULT_TIMEOUT_MS = 60_000
const LARGEST_REFUSAL = 1024 * 1024

/** One call of the engine's API. */
export interface EngineRequest {
  /** What is tried, as it follows "Could not": `create service demo_web`. */
  readonly intent: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path without the version, each part encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly bytes?: Uint8Array
  readonly signal?: AbortSignal | undefined
  /** Default: as the address says. */
  readonly timeoutMs?: number
  /** Largest answer in bytes. Default 256 MiB. */
  readonly limit?: number
}

/** Speaks with one engine. Rejects with EngineError, always. */
export interface Connection {
  /** The whole answer. */
  exchange(request: EngineRequest): Promise<Buffer>
  /** The answer as it comes; the time limit holds for its head only. */
  open(request: EngineRequest): Promise<IncomingMessage>
  /** The negotiated API version. */
  version(signal?: AbortSignal): Promise<string>
  close(): void
}

export function openConnection(address: EngineAddress): Connection {
  const route = routeTo(address)
  const running = new Set<TimeLimit>()
  let closed = false
  let negotiated: string | undefined

  async function run<T>(request: EngineRequest, use: (limit: TimeLimit) => Promise<T>): Promise<T> {
    if (closed) throw closedError(request.intent)
    const timeoutMs = request.timeoutMs ?? address.requestTimeoutMs ?? DEFAULT_TIMEOUT_MS
    const limit = timeLimit(request.intent, timeoutMs, request.signal)
    running.add(limit)
    try {
      return await use(limit)
    } catch (error) {
      const told = failure(error, limit.signal, request.intent, route)
      // The engine that comes back may be another version.
      if (told.kind === 'unreachable') negotiated = undefined
      throw told
    } finally {
      limit.end()
      running.delete(limit)
    }
  }

  async function version(signal?: AbortSignal): Promise<string> {
    if (negotiated !== undefined) return negotiated
    const ping = { intent: 'reach the engine', method: 'GET', path: '/_ping', signal } as const
    negotiated = await run(ping, async (limit) => {
      const response = await head(route, ping, '', limit.signal)
      await readBody(response, LARGEST_REFUSAL)
      return negotiate(headerText(response.headers['api-version']))
    })
    return negotiated
  }

  return {
    version,
    async exchange(request) {
      const prefix = `/v${await version(request.signal)}`
      return run(request, async (limit) => {
        const response = await head(route, request, prefix, limit.signal)
        return readBody(response, request.limit ?? LARGEST_BODY)
      })
    },
    async open(request) {
      const prefix = `/v${await version(request.signal)}`
      return run(request, async (limit) => {
        const response = await head(route, request, prefix, limit.signal)
        const stop = (): void => void response.destroy()
        request.signal?.addEventListener('abort', stop, { once: true })
        response.once('close', () => request.signal?.removeEventListener('abort', stop))
        return response
      })
    },
    close() {
      closed = true
      for (const limit of running) limit.stop(closedError('finish the request'))
      route.agent.destroy()
    },
  }
}

async function head(
  route: Route,
  request: EngineRequest,
  prefix: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { method, path, query, headers, json, bytes } = request
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
  const response = await send(
    route,
    {
      method,
      path: `${prefix}${path}${search}`,
      headers: {
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: json === undefined ? bytes : Buffer.from(JSON.stringify(json)),
    },
    signal,
  )
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return response
  const body = (await readBody(response, LARGEST_REFUSAL)).toString('utf8')
  throw statusError({ intent: request.intent, method, status, body })
}

function failure(error: unknown, signal: AbortSignal, intent: string, route: Route): EngineError {
  if (signal.aborted && signal.reason instanceof EngineError) return signal.reason
  return connectionError(error, intent, route.place)
}

function closedError(intent: string): EngineError {
  return new EngineError('aborted', `Could not ${intent}: the connection to the engine was closed.`)
}

function headerText(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
