import http from 'node:http'
import https from 'node:https'
import type { Route } from './agent.ts'
import { isStaleConnection } from './connection-failure.ts'

/** One request as it goes over the wire. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with version and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | undefined
}

/**
 * Sends a request; resolves with the head of the answer. A read that met a kept connection which the
 * engine had closed is sent once more on a new one. A write never is: it may have been done.
 */
export async function send(
  route: Route,
  outgoing: Outgoing,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  try {
    return await sendOnce(route, outgoing, signal)
  } catch (error) {
    if (!(error instanceof StaleConnection)) throw error
    if (outgoing.method !== 'GET') throw error.cause
    dropFreeSockets(route.agent)
    return sendOnce(route, outgoing, signal)
  }
}

class StaleConnection extends Error {
  constructor(cause: unknown) {
    super('the kept connection was closed', { cause })
    this.name = 'StaleConnection'
  }
}

function sendOnce(
  route: Route,
  { method, path, headers, body }: Outgoing,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (route.encrypted ? https : http).request({
      ...route.connection,
      agent: route.agent,
      method,
      path,
      headers: { ...route.headers, ...headers, 'content-length': body?.length ?? 0 },
      signal,
    })
    request.on('response', resolve)
    request.on('error', (error) => {
      const stale = request.reusedSocket && isStaleConnection(error)
      reject(stale ? new StaleConnection(error) : error)
    })
    request.end(body)
  })
}

function dropFreeSockets(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy()
  }
}
