import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { isWrite, type RecordedRequest, recordedRequest } from '../lab/recorded-request.ts'
import { temporaryFolder } from '../lab/temporary-folder.ts'
import { asBody, type Bodies, BODY_KINDS, type Body } from './bodies.ts'

/**
 * An empty swarm manager with API 1.41, as much of it as `docker stack deploy` asks for. Every
 * external object exists; ids come from names, so that answers are stable.
 */
export interface RecordingEngine extends AsyncDisposable {
  /** For `docker --host`: `unix:///…`. */
  readonly host: string
  /** What was posted since the last call of it. */
  readonly take: () => Bodies
  readonly stop: () => Promise<void>
}

const API_VERSION = '1.41'

export async function startRecordingEngine(): Promise<RecordingEngine> {
  const folder = await temporaryFolder()
  let posted: RecordedRequest[] = []
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request
    const recorded = recordedRequest(method, url, headers, await readBody(request), 0)
    if (isWrite(recorded)) posted.push(recorded)
    const { status, json } = answer(recorded)
    response.writeHead(status, { 'Api-Version': API_VERSION, 'Content-Type': 'application/json' })
    response.end(method === 'HEAD' ? '' : JSON.stringify(json))
  }
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy())
  })
  const path = join(folder.path, 'docker.sock')
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })

  function take(): Bodies {
    const taken = posted
    posted = []
    const of = (kind: string): readonly Body[] =>
      taken.filter((request) => request.path === `/${kind}/create`).map(({ body }) => asBody(body))
    const [networks, secrets, configs, services] = BODY_KINDS.map(of)
    return {
      networks: networks ?? [],
      secrets: secrets ?? [],
      configs: configs ?? [],
      services: services ?? [],
    }
  }
  async function stop(): Promise<void> {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await folder.remove()
  }
  return { host: `unix://${path}`, take, stop, [Symbol.asyncDispose]: stop }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function answer(request: RecordedRequest): { readonly status: number; readonly json: unknown } {
  const { path, query } = request
  if (isWrite(request)) return { status: 201, json: { ID: idOf(nameIn(request.body)) } }
  if (path === '/_ping') return { status: 200, json: 'OK' }
  if (path === '/info') {
    return { status: 200, json: { Swarm: { ControlAvailable: true, LocalNodeState: 'active' } } }
  }
  const network = /^\/networks\/(.+)$/.exec(path)?.[1]
  if (network !== undefined) {
    const Name = decodeURIComponent(network)
    return { status: 200, json: { Name, Id: idOf(Name), Scope: 'swarm', Driver: 'overlay' } }
  }
  if (/^\/(?:secrets|configs)\/.+$/.test(path))
    return { status: 404, json: { message: 'not found' } }
  if (path === '/secrets' || path === '/configs') {
    return {
      status: 200,
      json: namesIn(query['filters']).map((Name) => ({ ID: idOf(Name), Spec: { Name } })),
    }
  }
  return { status: 200, json: [] }
}

function nameIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'Name' in body ? String(body.Name) : ''
}

/** Names that a list is filtered by: every one of them exists. */
function namesIn(filters: string | undefined): readonly string[] {
  const parsed: unknown = JSON.parse(filters ?? '{}')
  const { name } = asBody(parsed)
  if (typeof name !== 'object' || name === null) return []
  return Array.isArray(name) ? name.map(String) : Object.keys(name)
}

function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 25)
}
