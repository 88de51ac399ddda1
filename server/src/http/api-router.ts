import { Router } from '@koa/router'
import { Readable } from 'node:stream'
import { routes, type Route, type RouteId } from '@kesako/contract'
import { auditTarget } from '../audit/audit-target.ts'
import type { Audit } from '../audit/audit.ts'
import { isAudited } from '../audit/audited-routes.ts'
import { requireOwnStack } from '../access/require-own-stack.ts'
import type { Call, Handler, Handlers, ReplyFrame } from '../api/handler.ts'
import { authenticate, requireRole, type Authentication, type Identity } from '../auth/identity.ts'
import { cookieCredential, headerCredential, type Credential } from '../auth/credential.ts'
import { isSameOrigin } from '../auth/same-origin.ts'
import { sessionCookieName } from '../auth/session-cookie.ts'
import type { AppContext, AppMiddleware, AppState } from './app-state.ts'
import { problemOfError } from './problem-of-error.ts'
import { readBody } from './read-body.ts'
import { RequestProblem } from './request-problem.ts'

/** What is known of a call so far, for the audit trail. */
interface Begun {
  identity: Identity | undefined
  target: Readonly<Record<string, string>>
}

export interface ApiParts {
  readonly authentication: Authentication
  readonly handlers: Handlers
  readonly audit: Audit
  /** What people use, for a request that came in at a port of this machine; undefined where `Host` says it. */
  readonly publicUrl: (localPort: number | undefined) => string | undefined
  /** The port listened on; names the session cookie. */
  readonly port: () => number
}

/** Every route of the contract, in front of its handler. */
export function apiRouter(parts: ApiParts): AppMiddleware {
  const router = new Router<AppState>()
  for (const id of Object.keys(routes)) {
    if (isRouteId(id)) registerById(router, parts, id)
  }
  const dispatch = router.routes()
  return async (context, next) => {
    const match = router.match(context.path, context.method)
    if (match.path.length > 0 && !match.route) throw methodNotAllowed(match.path)
    // The router adds its own fields to the context that Koa made.
    await dispatch(context as Parameters<typeof dispatch>[0], next)
  }
}

/** Ties a route to the handler of the same id, which the compiler can only see for one id at a time. */
function registerById<Id extends RouteId>(router: Router<AppState>, parts: ApiParts, id: Id): Id {
  register(router, parts, id, parts.handlers[id])
  return id
}

function register<Id extends RouteId>(
  router: Router<AppState>,
  parts: ApiParts,
  id: Id,
  handler: Handler<Id>,
): void {
  const route: Route = routes[id]
  router.register(route.path, [route.method], async (context) => {
    const begun: Begun = { identity: undefined, target: {} }
    try {
      const call = await readCall(context, context.params, route, parts, begun)
      // Parsed by the schemas of this very route.
      const reply = await handler(call as Call<Id>)
      await writeDown('done')
      send(context, route, reply)
    } catch (error) {
      await writeDown(problemOfError(error).document.code)
      throw error
    }

    async function writeDown(result: string): Promise<void> {
      if (!isAudited(id, route)) return
      const { address } = context.state.origin
      await parts.audit({ action: id, ...begun, address, result })
    }
  })
}

async function readCall(
  context: AppContext,
  params: unknown,
  route: Route,
  parts: ApiParts,
  begun: Begun,
): Promise<Record<keyof Call<RouteId>, unknown>> {
  const { origin } = context.state
  const credential = credentialOf(context, parts.port())
  checkOrigin(context, route, credential)
  const identity = identify(parts.authentication, route, credential, origin.address)
  if (identity !== undefined) context.state.by = identity.name
  begun.identity = identity
  if (identity !== undefined && route.role !== 'none') requireRole(identity, route.role)
  const parsedParams = route.params?.parse(params)
  begun.target = auditTarget({ params: parsedParams, query: undefined, body: undefined })
  if (identity !== undefined) checkStack(route, identity, parsedParams)
  const ifMatch = etags(context.get('If-Match'))
  if (route.ifMatch === 'required' && ifMatch === undefined) {
    throw new RequestProblem(
      'if-match-missing',
      'This write must say which version it is meant for.',
      {
        remedy: 'Read the stack first and send its ETag in the header If-Match.',
      },
    )
  }
  const gone = new AbortController()
  context.res.once('close', () => gone.abort())
  const query = route.query?.parse({ ...context.query })
  const body = route.body?.parse(await readBody(context, route.maxBodyBytes))
  begun.target = auditTarget({ params: parsedParams, query, body })
  return {
    identity,
    ifMatch,
    ifNoneMatch: etags(context.get('If-None-Match')),
    signal: gone.signal,
    origin,
    baseUrl:
      parts.publicUrl(context.req.socket.localPort) ??
      `${origin.secure ? 'https' : 'http'}://${origin.host}`,
    params: parsedParams,
    query,
    body,
  }
}

function identify(
  authentication: Authentication,
  route: Route,
  credential: Credential | undefined,
  address: string,
): Identity | undefined {
  if (route.role === 'none') {
    return credential === undefined || authentication.tokens.find(credential.secret) === undefined
      ? undefined
      : authenticate(authentication, credential, address)
  }
  return authenticate(authentication, credential, address)
}

/** What changes one stack is for those whose own it is. */
function checkStack(
  route: Route,
  identity: Identity,
  params: Readonly<Record<string, unknown>> | undefined,
): void {
  if (route.role !== 'deployer' || !/^\/api\/stacks\/:name(?:\/|$)/.test(route.path)) return
  requireOwnStack(identity, String(params?.['name']))
}

/** Tokens by `Authorization: Bearer`, sessions by cookie. Basic is for Git only: browsers resend it by themselves. */
function credentialOf(context: AppContext, port: number): Credential | undefined {
  const header = headerCredential(context.get('Authorization') || undefined)
  if (header?.kind === 'bearer') return header
  const name = sessionCookieName(port, context.state.origin.secure)
  return cookieCredential(context.get('Cookie') || undefined, name)
}

/** Writes with a cookie, and those without any credential, must come from our own page if from a page at all. */
function checkOrigin(context: AppContext, route: Route, credential: Credential | undefined): void {
  if (route.method === 'GET' || credential?.kind === 'bearer') return
  const origin = context.get('Origin') || undefined
  const fetchSite = context.get('Sec-Fetch-Site') || undefined
  const fromBrowser = origin !== undefined || fetchSite !== undefined
  if (credential === undefined && !fromBrowser) return
  if (isSameOrigin({ origin, fetchSite, host: context.state.origin.host })) return
  throw new RequestProblem(
    'origin-not-allowed',
    'A write by cookie must come from the page itself.',
    {
      remedy: 'Programs send a token in the header Authorization instead of a cookie.',
    },
  )
}

function etags(header: string): readonly string[] | undefined {
  return header === '' ? undefined : header.split(',').map((etag) => etag.trim())
}

interface AnyReply extends ReplyFrame {
  readonly body?: unknown
  readonly text?: unknown
  readonly stream?: unknown
}

function send(context: AppContext, route: Route, reply: AnyReply): void {
  context.set({ ...reply.headers })
  switch (route.answer.kind) {
    case 'json':
      context.status = reply.status ?? route.answer.status
      context.type = 'application/json'
      context.body = JSON.stringify(reply.body)
      return
    case 'text':
      context.type = route.answer.mediaType
      context.body = reply.text
      return
    case 'events':
      context.type = 'text/event-stream'
      context.set('X-Accel-Buffering', 'no')
      context.body = reply.stream
      // An answer without a body never reads the stream, nor ends it.
      if (context.method === 'HEAD' && isReadable(reply.stream)) reply.stream.destroy()
      return
    case 'nothing':
      context.status = 204
      return
  }
}

function methodNotAllowed(
  layers: readonly { readonly methods: readonly string[] }[],
): RequestProblem {
  const allow = [...new Set(layers.flatMap((layer) => layer.methods))].join(', ')
  const detail = `This address takes ${allow}.`
  return new RequestProblem('method-not-allowed', detail, {}, { Allow: allow })
}

function isReadable(value: unknown): value is Readable {
  return value instanceof Readable
}

function isRouteId(id: string): id is RouteId {
  return Object.hasOwn(routes, id)
}
