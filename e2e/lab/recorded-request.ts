import type { IncomingHttpHeaders } from 'node:http'

/** One request that came through the proxy. */
export interface RecordedRequest {
  readonly method: string
  /** Without query and API version: `/services/create`. */
  readonly path: string
  /** The version in the path, `1.41`; undefined when there was none. */
  readonly apiVersion: string | undefined
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<IncomingHttpHeaders>
  /** Parsed JSON; undefined for none and for what is no JSON (a build's archive). */
  readonly body: unknown
  /** Milliseconds of `performance.now()` when it came. */
  readonly atMs: number
}

/** A write is everything that could change the engine: not GET, not HEAD. */
export function isWrite(request: RecordedRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD'
}

export function recordedRequest(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  body: Buffer | undefined,
  atMs: number,
): RecordedRequest {
  const { pathname, searchParams } = new URL(url, 'http://engine')
  const [, apiVersion, path] = /^(?:\/v(\d+\.\d+))?(\/.*)$/.exec(pathname) ?? []
  return {
    method,
    path: path ?? pathname,
    apiVersion,
    query: Object.fromEntries(searchParams),
    headers,
    body: parsed(body),
    atMs,
  }
}

function parsed(body: Buffer | undefined): unknown {
  if (body === undefined || body.length === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
