import type { RequestListener } from 'node:http'
import { Server as HttpsServer } from 'node:https'
import type { ApiContext } from './api/api-context.ts'
import { createEventStreams } from './api/event-streams.ts'
import { createHandlers } from './api/handlers.ts'
import { countDeployments } from './api/metrics.ts'
import { gitUrl, loginUrl } from './api/session-handlers.ts'
import { createAudit } from './audit/audit.ts'
import { createFailedAttempts } from './auth/failed-attempts.ts'
import { allowedHostNames } from './auth/host-name.ts'
import { createLoginLinks } from './auth/login-links.ts'
import { trustedProxies, type TrustedProxies } from './auth/trusted-proxies.ts'
import { createForge } from './forge/forge.ts'
import { installHook } from './forge/hook-script.ts'
import { apiRouter } from './http/api-router.ts'
import { createLogStreams } from './api/log-streams.ts'
import { createTurns } from './change/turns.ts'
import { keepCollecting } from './definitions/collect-pending.ts'
import { createApp } from './http/create-app.ts'
import { listenHost, listenUrl } from './listen-address.ts'
import { closeListener, createListener, listenLocally, listenOn } from './listener.ts'
import { readPageFiles } from './page/page-files.ts'
import { staticPage } from './page/static-page.ts'
import { ServerError } from './server-error.ts'
import type { ListenOptions, RunningServer, ServerOptions } from './server-options.ts'
import { ADMIN_NAME } from './state/open-state.ts'
import { createSourceCommits } from './view/source-commits.ts'

const DEFAULT_MAX_PUSH_BYTES = 64 * 1024 * 1024

/** Starts API, event stream, embedded forge and page. Throws ServerError; nothing listens then. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { listen, clock, log } = options
  const host = listenHost(listen)
  const proxies = knownProxies(listen)
  const files = options.uiFolder === undefined ? undefined : await readPageFiles(options.uiFolder)
  const { remote } = options.repository
  if (remote === undefined) await installHook(options.repository.path)

  const publicUrl = options.publicUrl?.replace(/\/$/, '')
  let port = listen.port
  let localPort = 0
  let url = ''
  const context = apiContext(options, () => port)
  const authentication = { tokens: options.state.tokens, failures: context.failures }
  const handlers = createHandlers(context)
  const audit = createAudit(options.state.audit, log, clock)
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
      audit,
      git: options.git ?? 'git',
      maxPushBytes: options.maxPushBytes ?? DEFAULT_MAX_PUSH_BYTES,
    }),
    api: apiRouter({
      authentication,
      handlers,
      audit,
      publicUrl: (at) => publicUrl ?? (at === localPort ? url : undefined),
      port: () => port,
    }),
    page: files === undefined ? undefined : staticPage(files),
  })
  const answer = app.callback()
  const listener: RequestListener = (request, response) => void answer(request, response)
  const server = createListener(listen.tls, listener)
  port = await listenOn(server, host, listen.port)
  const collecting = new AbortController()
  const collected = keepCollecting(options, collecting.signal)
  const local = await listenLocally(host, listen, listener).catch(async (error: unknown) => {
    await closeListener(server)
    throw error
  })
  localPort = local?.port ?? 0
  url = publicUrl ?? listenUrl(host, port, listen.tls !== undefined)

  return {
    url,
    localUrl: local?.url ?? listenUrl(host, port, false),
    useCertificate: (tls) => {
      if (server instanceof HttpsServer) {
        server.setSecureContext({ cert: tls.certificate, key: tls.key })
      }
    },
    gitUrl: remote?.url ?? gitUrl(url),
    loginLink: () =>
      Promise.resolve(loginUrl(url, context.links.make({ name: ADMIN_NAME, role: 'admin' }))),
    async close() {
      collecting.abort()
      await collected
      context.streams.close()
      context.logStreams.close()
      context.counters.close()
      await Promise.all([server, ...(local === undefined ? [] : [local.server])].map(closeListener))
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
    logStreams: createLogStreams(engine, clock),
    turns: createTurns(),
    counters: countDeployments(runner),
    port,
  }
}

function knownProxies({ trustedProxies: list = [] }: ListenOptions): TrustedProxies {
  try {
    return trustedProxies(list)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = 'Name proxies by address or subnet: 10.0.0.5 or 10.0.0.0/24.'
    throw new ServerError('listen-refused', reason, remedy, error)
  }
}
