import { authRoutes } from './auth-endpoint.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultList, StruckBy } from '../fault.ts'
import type { RecordedRequest } from '../recorded-request.ts'
import { recordedRequest } from '../recorded-request.ts'
import { contentRoutes } from './content-endpoints.ts'
import { streamEvents } from './event-stream.ts'
import { FakeRefusal } from './fake-refusal.ts'
import type { FakeSwarm } from './fake-swarm.ts'
import { imageRoutes } from './image-endpoints.ts'
import { logRoutes } from './log-endpoint.ts'
import { networkRoutes } from './network-endpoints.ts'
import type { Orchestrator } from './orchestrator.ts'
import type { Answer, FakeSettings, Route } from './route.ts'
import { serviceRoutes } from './service-endpoints.ts'
import { swarmRoutes } from './swarm-endpoints.ts'

const ROUTES: readonly Route[] = [
  ...swarmRoutes,
  ...logRoutes,
  ...serviceRoutes,
  ...networkRoutes,
  ...contentRoutes,
  ...imageRoutes,
  ...authRoutes,
]

const NO_MANAGER =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.'

interface Exchange {
  readonly swarm: FakeSwarm
  readonly orchestrator: Orchestrator
  readonly settings: FakeSettings
  readonly faults: FaultList
  readonly requests: RecordedRequest[]
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Records a request, does to it what the faults say, and answers. */
export async function answerRequest(exchange: Exchange): Promise<void> {
  const { swarm, faults, requests, request, response } = exchange
  const { method = 'GET', url = '/', headers } = request
  const body = await readAll(request)
  const recorded = recordedRequest(method, url, headers, body, performance.now())
  if (recorded.path === '/events') {
    return streamEvents(swarm, recorded.query['filters'], request, response)
  }
  requests.push(recorded)

  const struck = faults.strike(recorded)
  if (await isCutBefore(struck)) return cutConnection(request)
  const faulty = statusOf(struck)
  const answer =
    faulty ?? guarded(() => answerOf(exchange, recorded, new URL(url, 'http://engine')))
  if (struck && 'hold' in struck.action && struck.action.hold === 'answer') await struck.released
  if (struck && 'cut' in struck.action) {
    if (struck.action.cut === 'body') await sendHeadOnly(response, answer.status)
    return cutConnection(request)
  }
  write(response, answer, method, exchange.settings)
}

/** A request that was read is over; only its socket can still break. */
function cutConnection(request: IncomingMessage): void {
  request.socket.destroy()
}

function sendHeadOnly(response: ServerResponse, status: number): Promise<void> {
  response.writeHead(status, { 'content-length': 1_000_000 })
  return new Promise((resolve) => response.write('[', () => resolve()))
}

async function isCutBefore(struck: StruckBy | undefined): Promise<boolean> {
  if (struck === undefined) return false
  const { action } = struck
  if ('delayMs' in action) await sleep(action.delayMs)
  if ('hold' in action && action.hold === 'request') await struck.released
  return 'cut' in action && action.cut === 'request'
}

function statusOf(struck: StruckBy | undefined): Answer | undefined {
  if (struck === undefined || !('status' in struck.action)) return undefined
  const { status, body = { message: 'injected fault' } } = struck.action
  return { status, json: body }
}

function answerOf(exchange: Exchange, recorded: RecordedRequest, url: URL): Answer {
  const { swarm, orchestrator, settings } = exchange
  checkVersion(recorded.apiVersion, settings.apiVersion)
  const method = recorded.method === 'HEAD' ? 'GET' : recorded.method
  for (const route of ROUTES) {
    const match = route.method === method ? route.path.exec(recorded.path) : null
    if (match === null) continue
    if (route.manager && !swarm.active) throw new FakeRefusal(503, NO_MANAGER)
    const name = decodeURIComponent(match[1] ?? '')
    const { body } = recorded
    return route.handle({ swarm, orchestrator, settings, name, query: url.searchParams, body })
  }
  throw new FakeRefusal(404, 'page not found')
}

function checkVersion(asked: string | undefined, newest: string): void {
  if (asked === undefined || Number(asked.slice(2)) <= Number(newest.slice(2))) return
  throw new FakeRefusal(
    400,
    `client version ${asked} is too new. Maximum supported API version is ${newest}`,
  )
}

function guarded(answer: () => Answer): Answer {
  try {
    return answer()
  } catch (error) {
    if (error instanceof FakeRefusal) {
      return { status: error.status, json: { message: error.message } }
    }
    return { status: 500, json: { message: `fake engine: ${String(error)}` } }
  }
}

function write(
  response: ServerResponse,
  { status, json, bytes, headers }: Answer,
  method: string,
  settings: FakeSettings,
): void {
  const body = bytes ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)))
  response.writeHead(status, {
    'api-version': settings.apiVersion,
    ostype: 'linux',
    server: `Docker/${settings.engineVersion} (linux)`,
    'content-type': 'application/json',
    ...(status === 204 ? {} : { 'content-length': body?.length ?? 0 }),
    ...headers,
  })
  response.end(method === 'HEAD' ? undefined : body)
}

const LARGEST_REQUEST = 64 * 1024 * 1024

async function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_REQUEST) throw new Error('the request is too large')
    chunks.push(chunk)
  }
  return chunks.length === 0 ? undefined : Buffer.concat(chunks)
}
