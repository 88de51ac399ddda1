import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { engineTarget } from './engine-request.ts'
import {
  faultList,
  matches,
  type Fault,
  type FaultAction,
  type FaultRule,
  type RequestMatch,
} from './fault.ts'
import { isWrite, recordedRequest, type RecordedRequest } from './recorded-request.ts'
import { passUpgrade } from './upgraded-connection.ts'

/** A socket in front of an engine that records what passes and breaks what it is told to break. */
export interface RecordingProxy extends AsyncDisposable {
  /** For `DOCKER_HOST`: `unix:///…`, or `tcp://ADDRESS:PORT`. */
  readonly host: string
  /** All requests so far in the order in which they came, those that a fault answered included. */
  readonly requests: () => readonly RecordedRequest[]
  /** Those of them that could change the engine. */
  readonly writes: () => readonly RecordedRequest[]
  /** Forgets the requests so far. Faults stay. */
  readonly clear: () => void
  readonly fault: (rule: FaultRule) => Fault
  /** The first request that matches and has come or will come, counted from the last `clear`. Default 30,000 ms. */
  readonly waitFor: (match: RequestMatch, timeoutMs?: number) => Promise<RecordedRequest>
  /** Breaks all connections that are open, event streams included; new ones are accepted. */
  readonly cutAll: () => void
  readonly close: () => Promise<void>
}

export interface RecordingProxyOptions {
  /** IP address to listen at, on a free port. Default: a Unix socket. */
  readonly address?: string
}

/**
 * Puts a recording proxy in front of the engine at `targetHost`, or whatever else speaks HTTP. While that is down the
 * proxy still accepts connections, and breaks them.
 */
export async function recordingProxy(
  targetHost: string,
  options: RecordingProxyOptions = {},
): Promise<RecordingProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'kesako-proxy-'))
  const socketPath = join(folder, 'docker.sock')
  const faults = faultList()
  const sockets = new Set<Socket>()
  const waiting = new Set<(request: RecordedRequest) => void>()
  let requests: RecordedRequest[] = []
  const record = (incoming: IncomingMessage, body: Buffer | undefined): RecordedRequest => {
    const { method = 'GET', url = '/', headers } = incoming
    const request = recordedRequest(method, url, headers, body, performance.now())
    requests.push(request)
    for (const tell of waiting) tell(request)
    return request
  }

  const server = createServer((incoming, answer) => {
    pass(incoming, answer).catch(() => incoming.socket.destroy())
  })
  // As an engine does: a connection that is closed while a client takes it up again is a fault.
  server.keepAliveTimeout = 0
  server.on('upgrade', (incoming, socket, head) => {
    record(incoming, undefined)
    passUpgrade(engineTarget(targetHost), incoming, socket, head)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.timeout = 0
  server.requestTimeout = 0
  const place =
    options.address === undefined ? { path: socketPath } : { host: options.address, port: 0 }
  await new Promise<void>((resolve) => server.listen(place, resolve))
  const listening = server.address()

  async function pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = isJson(incoming) ? await readAll(incoming) : undefined
    const recorded = record(incoming, body)
    const struck = faults.strike(recorded)
    const action: FaultAction | { readonly pass: true } = struck?.action ?? { pass: true }
    if ('status' in action) {
      incoming.resume()
      answer.writeHead(action.status, { 'content-type': 'application/json' })
      answer.end(JSON.stringify(action.body ?? { message: 'a fault of the test' }))
      return
    }
    const cut = 'cut' in action ? action.cut : undefined
    const hold = 'hold' in action ? action.hold : undefined
    if (cut === 'request') throw new Error('cut before the engine')
    if ('delayMs' in action) await sleep(action.delayMs)
    if (hold === 'request') await struck?.released
    if (incoming.socket.destroyed) return
    const reply = await forward(incoming, answer, body)
    if (cut === 'answer') throw new Error('cut after the engine')
    if (hold === 'answer') await struck?.released
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    answer.flushHeaders()
    reply.on('error', () => incoming.socket.destroy())
    if ('cut' in action && action.cut === 'body') await cutBody(reply, answer, action.afterMs)
    else reply.pipe(answer)
  }

  function forward(
    incoming: IncomingMessage,
    answer: ServerResponse,
    body: Buffer | undefined,
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const { method, url, headers } = incoming
      const outgoing = request(
        { ...engineTarget(targetHost), method, path: url, headers, agent: false },
        resolve,
      )
      outgoing.on('error', reject)
      answer.on('close', () => outgoing.destroy())
      if (body === undefined) incoming.pipe(outgoing)
      else outgoing.end(body)
    })
  }

  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  const close = async () => {
    faults.releaseAll()
    cutAll()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await rm(folder, { recursive: true, force: true })
  }
  return {
    host:
      listening === null || typeof listening === 'string'
        ? `unix://${socketPath}`
        : `tcp://${listening.address}:${listening.port}`,
    requests: () => [...requests],
    writes: () => requests.filter(isWrite),
    clear: () => {
      requests = []
    },
    fault: (rule) => faults.add(rule),
    waitFor: async (match, timeoutMs = 30_000) => {
      const present = requests.find((request) => matches(match, request))
      return present ?? (await nextRequest(waiting, match, timeoutMs))
    },
    cutAll,
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Rejects, for the connection to be broken, unless the answer has ended by then. */
async function cutBody(
  reply: IncomingMessage,
  answer: ServerResponse,
  afterMs: number | undefined,
): Promise<void> {
  if (afterMs !== undefined) reply.pipe(answer)
  // The head shall arrive before the connection breaks.
  await sleep(afterMs ?? 20)
  if (!answer.writableFinished) throw new Error('cut after the head')
}

function nextRequest(
  waiting: Set<(request: RecordedRequest) => void>,
  match: RequestMatch,
  timeoutMs: number,
): Promise<RecordedRequest> {
  return new Promise((resolve, reject) => {
    const tell = (request: RecordedRequest) => {
      if (!matches(match, request)) return
      clearTimeout(timer)
      waiting.delete(tell)
      resolve(request)
    }
    const timer = setTimeout(() => {
      waiting.delete(tell)
      reject(
        new Error(
          `no request ${match.method ?? ''} ${String(match.path ?? '')} in ${timeoutMs} ms`,
        ),
      )
    }, timeoutMs)
    waiting.add(tell)
  })
}

/** Bodies in JSON are small and read whole, so that faults can judge them; others pass as a stream. */
function isJson(incoming: IncomingMessage): boolean {
  return incoming.headers['content-type']?.startsWith('application/json') ?? false
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer) // no encoding is set, so these are buffers
  return Buffer.concat(chunks)
}
