import { request, type IncomingMessage, type RequestOptions } from 'node:http'

export interface EngineAnswer {
  readonly status: number
  readonly body: string
}

/** Where an engine listens, as options of node:http. `unix:///path` and `tcp://host:port` are known. */
export function engineTarget(host: string): RequestOptions {
  if (host.startsWith('unix://'))
    return { socketPath: host.slice('unix://'.length), host: 'engine' }
  const url = new URL(host.replace(/^tcp:/, 'http:'))
  return { hostname: url.hostname, port: url.port || 2375 }
}

/**
 * Asks an engine directly, past all code of the product. `body` is sent as JSON, a Buffer as a tar archive. Any status
 * is an answer.
 */
export function tryEngine(
  host: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const content = Buffer.isBuffer(body)
      ? body
      : Buffer.from(body === undefined ? '' : JSON.stringify(body))
    const headers = {
      'content-type': Buffer.isBuffer(body) ? 'application/x-tar' : 'application/json',
      'content-length': content.length,
    }
    const outgoing = request(
      {
        ...engineTarget(host),
        method,
        path,
        agent: false,
        ...(body === undefined ? {} : { headers }),
      },
      (incoming) => {
        readAll(incoming).then(
          (text) => resolve({ status: incoming.statusCode ?? 0, body: text }),
          reject,
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body === undefined ? undefined : content)
  })
}

/** As `tryEngine`; a status of 400 or above is an error. The answer is parsed if it is JSON. */
export async function askEngine<T = unknown>(
  host: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await tryEngine(host, method, path, body)
  if (answer.status >= 400)
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body.trim()}`)
  try {
    return JSON.parse(answer.body) as T // the caller names what this endpoint gives
  } catch {
    return answer.body as T // no JSON: the caller asked for text
  }
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer) // no encoding is set, so these are buffers
  return Buffer.concat(chunks).toString('utf8')
}
