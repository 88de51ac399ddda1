import { mkdtemp, rm } from 'node:fs/promises'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An HTTP server on a socket of its own, for tests of the transport. */
export interface TestServer extends AsyncDisposable {
  readonly host: string
  readonly path: string
  readonly server: Server
  /** Method and path of each request, in order. */
  readonly asked: readonly string[]
  /** Connections that were made. */
  readonly connections: () => number
}

/** Answers pings with the API version 1.41, and everything else by `answer`. */
export async function startTestServer(answer: RequestListener): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kesako-transport-'))
  const path = join(folder, 'engine.sock')
  const asked: string[] = []
  let connections = 0
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (request.url !== '/_ping') return answer(request, response)
    response.setHeader('api-version', '1.41')
    response.end('OK')
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  return {
    host: `unix://${path}`,
    path,
    server,
    asked,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await rm(folder, { recursive: true, force: true })
    },
  }
}
