import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { ApiContext } from './api/api-context.ts'
import { createEventStreams } from './api/event-streams.ts'
import { createHandlers } from './api/handlers.ts'
import { countDeployments } from './api/metrics.ts'
import { gitUrl, loginUrl } from './api/session-handlers.ts'
import { createFailedAttempts } from './auth/failed-attempts.ts'
import { allowedHostNames } from './auth/host-name.ts'
import { createLoginLinks } from './auth/login-links.ts'
import { trustedProxies } from './auth/trusted-proxies.ts'
import { createForge } from './forge/forge.ts'
import { installHook } from './forge/hook-script.ts'
import { apiRouter } from './http/api-router.ts'
import { createTurns } from './change/turns.ts'
import { keepCollecting } from './definitions/collect-pending.ts'
import { createApp } from './http/create-app.ts'
import { listenHost, listenUrl } from './listen-address.ts'
import { readPageFiles } from './page/page-files.ts'
import { staticPage } from './page/static-page.ts'
import { ServerError } from './server-error.ts'
import type { ListenOptions, RunningServer, ServerOptions } from './server-options.ts'
import { ADMIN_NAME } from './state/open-state.ts'
import { createSourceCommits } from './view/source-commits.ts'

const DEFAULT_MAX_PUSH_BYTES = 64 * 1024 * 1024
/** Time that open requests have to end when the server closes. */
const CLOSE_MS = 3000
const IDLE_CHECK_MS = 20

/** Starts API, event stream, embedded forge and page. Throws ServerError; nothing listens then. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { listen, clock, log } = options
  const host = listenHost(listen)
  const proxies = trustedProxies(listen.trustedProxies ?? [])
  const files = options.uiFolder === undefined ? undefined : await readPageFiles(options.uiFolder)
  const { remote } = options.repository
  if (remote === undefined) await installHook(options.repository.path)

  let port = listen.port
  const context = apiContext(options, () => port)
  const authentication = { tokens: options.state.tokens, failures: context.failures }
  const handlers = createHandlers(context)
  const app = createApp({
    log,
    clock,
    gate: {
      proxies,
      allowedHosts: allowedHostNames(host, options.publicUrl, options.allowedHosts ?? []),
    },
    forge: createForge({
      ...options,
      authentication,
      git: options.git ?? 'git',
      maxPushBytes: options.maxPushBytes ?? DEFAULT_MAX_PUSH_BYTES,
    }),
    api: apiRouter({ authentication, handlers, port: () => port }),
    page: files === undefined ? undefined : staticPage(files),
  })
  const answer = app.callback()
  const server = createListener(listen, (request, response) => void answer(request, response))
  port = await listenOn(server, host, listen.port)
  const collecting = new AbortController()
  const collected = keepCollecting(options, collecting.signal)
  const url =
    options.publicUrl?.replace(/\/$/, '') ?? listenUrl(host, port, listen.tls !== undefined)

  return {
    url,
    gitUrl: remote?.url ?? gitUrl(url),
    loginLink: () =>
      Promise.resolve(loginUrl(url, context.links.make({ name: ADMIN_NAME, role: 'admin' }))),
    async close() {
      collecting.abort()
      await collected
      context.streams.close()
      context.counters.close()
      await closeListener(server)
    },
  }
}

function apiContext(options: ServerOptions, port: () => number): ApiContext {
  const { engine, repository, runner, state, dockerCredentials } = options
  const { log, clock, version, randomHex } = options
  const monotonic = (): number => clock.monotonic()
  return {
    engine,
    repository,
    runner,
    state,
    ...(dockerCredentials === undefined ? {} : { dockerCredentials }),
    log,
    clock,
    version,
    randomHex,
    failures: createFailedAttempts(monotonic),
    links: createLoginLinks(monotonic, randomHex),
    sourceCommits: createSourceCommits(repository),
    streams: createEventStreams({ runner, clock, version }),
    turns: createTurns(),
    counters: countDeployments(runner),
    port,
  }
}

function createListener({ tls }: ListenOptions, listener: RequestListener): Server {
  const limits = { requestTimeout: 15 * 60 * 1000, headersTimeout: 20_000, maxHeaderSize: 32_768 }
  return tls === undefined
    ? createHttpServer(limits, listener)
    : createHttpsServer({ ...limits, cert: tls.certificate, key: tls.key }, listener)
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
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

async function closeListener(server: Server): Promise<void> {
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
