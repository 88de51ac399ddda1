import type { ClientRequest, ClientResponse, Send } from '@kesako/contract'

/** No answer came: the server is down, or the network is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('Kesako doesn’t answer.', { cause })
    this.name = 'Unreachable'
  }
}

/**
 * Sends requests of the contract by `fetch`, with the session cookie.
 * Rejects with Unreachable when no answer comes within `timeoutMs`, 20 000 by default.
 */
export function fetchSend(fetchIt: typeof fetch, timeoutMs = 20_000): Send {
  return async (request: ClientRequest): Promise<ClientResponse> => {
    try {
      const response = await fetchIt(request.path, {
        method: request.method,
        headers: request.headers,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signalOf(request, timeoutMs),
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      return { status: response.status, headers: response.headers, text: await response.text() }
    } catch (error) {
      if (request.signal?.aborted === true) throw error
      throw new Unreachable(error)
    }
  }
}

function signalOf(request: ClientRequest, timeoutMs: number): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs)
  return request.signal instanceof AbortSignal
    ? AbortSignal.any([request.signal, timeout])
    : timeout
}
