import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { isLoopback } from './auth/trusted-proxies.ts'
import { DEFAULT_HOST, listenUrl } from './listen-address.ts'
import { ServerError } from './server-error.ts'
import type { ListenOptions } from './server-options.ts'

/** Time that open requests have to end when the server closes. */
const CLOSE_MS = 3000
const IDLE_CHECK_MS = 20

/** Listens in the clear, or with TLS where there is a certificate. */
export function createListener(tls: ListenOptions['tls'], listener: RequestListener): Server {
  const limits = { requestTimeout: 15 * 60 * 1000, headersTimeout: 20_000, maxHeaderSize: 32_768 }
  return tls === undefined
    ? createHttpServer(limits, listener)
    : createHttpsServer({ ...limits, cert: tls.certificate, key: tls.key }, listener)
}

export interface LocalListener {
  readonly server: Server
  readonly port: number
  readonly url: string
}

/**
 * A second listener on a free port of loopback, for programs of this machine, where the first one isn't
 * there in the clear. The state folder says where, and only its owner reads that.
 */
export async function listenLocally(
  host: string,
  { tls }: ListenOptions,
  listener: RequestListener,
): Promise<LocalListener | undefined> {
  if (tls === undefined && (host === 'localhost' || isLoopback(host))) return undefined
  const server = createListener(undefined, listener)
  const port = await listenOn(server, DEFAULT_HOST, 0)
  return { server, port, url: listenUrl(DEFAULT_HOST, port, false) }
}

/** The port listened on. Throws ServerError `listen-failed`. */
export function listenOn(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', (error: NodeJS.ErrnoException) => {
    const busy = error.code === 'EADDRINUSE'
    const reason = busy ? 'something else listens there already' : error.message
    const remedy = 'Choose another port, or end what uses this one.'
    const message = `Kesako can't listen on ${host}:${port}: ${reason}.`
    reject(new ServerError('listen-failed', message, remedy, error))
  })
  server.listen({ host, port }, () => {
    const address = server.address()
    resolve(isAddressInfo(address) ? address.port : port)
  })
  return promise
}

/** Ends open requests, then stops listening. */
export async function closeListener(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  // A connection whose last answer has just ended is idle only now.
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS)
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MS)
  await closed
  clearInterval(idle)
  clearTimeout(timer)
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
