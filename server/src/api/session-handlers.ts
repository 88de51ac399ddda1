import { LOGIN_FRAGMENT, type SessionView } from '@kesako/contract'
import { refuseRepeated, type Identity } from '../auth/identity.ts'
import { LINK_MS } from '../auth/login-links.ts'
import { sessionCookie, sessionCookieName } from '../auth/session-cookie.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { TokenRecord } from '../state/token-record.ts'
import { SESSION_MS, type SessionRequest } from '../state/token-store.ts'
import type { ApiContext } from './api-context.ts'
import type { Call, Handlers } from './handler.ts'

type SessionHandlers = Pick<Handlers, 'login' | 'logout' | 'getSession' | 'createLoginLink'>

/** Logging in and out. */
export function sessionHandlers(context: ApiContext): SessionHandlers {
  const { state, links, clock } = context

  function view(record: TokenRecord, baseUrl: string): SessionView {
    const { name, role, stacks, expiresAt } = record
    return {
      name,
      role,
      ...(stacks === undefined ? {} : { stacks }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      version: context.version,
      gitUrl: context.repository.remote?.url ?? gitUrl(baseUrl),
      branch: context.repository.branch,
    }
  }

  function cookie(call: Pick<Call<'login'>, 'origin'>, secret: string, ms: number): string {
    const { secure } = call.origin
    return sessionCookie(sessionCookieName(context.port(), secure), secret, secure, ms / 1000)
  }

  return {
    async login(call) {
      const session = links.redeem(call.body.secret) ?? sessionOfToken(context, call.body.secret)
      const opened = session === undefined ? undefined : await state.tokens.openSession(session)
      if (opened === undefined) {
        refuseRepeated(context.failures, call.origin.address)
        throw new RequestProblem(
          'login-invalid',
          'This login link was used already or has expired, or the token is not known.',
          { remedy: 'Get a fresh link with `kesako login`, or paste a token.' },
        )
      }
      return {
        body: view(opened.record, call.baseUrl),
        headers: { 'Set-Cookie': cookie(call, opened.secret, SESSION_MS) },
      }
    },

    async logout(call) {
      if (call.identity?.record.kind === 'session') {
        await state.tokens.closeSession(call.identity.secret)
      }
      return { headers: { 'Set-Cookie': cookie(call, '', 0) } }
    },

    getSession: ({ identity, baseUrl }) =>
      Promise.resolve({ body: view(identity.record, baseUrl) }),

    createLoginLink({ identity, baseUrl }) {
      const secret = links.make(sessionLike(identity))
      const expiresAt = new Date(clock.now() + LINK_MS).toISOString()
      return Promise.resolve({ body: { url: loginUrl(baseUrl, secret), expiresAt } })
    },
  }
}

export function loginUrl(baseUrl: string, secret: string): string {
  return `${baseUrl}/#${LOGIN_FRAGMENT}=${secret}`
}

export function gitUrl(baseUrl: string): string {
  return `${baseUrl}/git/stacks.git`
}

function sessionOfToken({ state }: ApiContext, secret: string): SessionRequest | undefined {
  const record = state.tokens.find(secret)
  return record?.kind === 'token' ? sessionOf(record) : undefined
}

/** A session made through another one ends no later than that would have, and with the token behind it. */
function sessionLike({ record }: Identity): SessionRequest {
  return sessionOf(record)
}

function sessionOf({
  name,
  role,
  stacks,
  expiresAt,
  kind,
  id,
  parent,
}: TokenRecord): SessionRequest {
  const token = kind === 'token' ? id : parent
  return {
    name,
    role,
    ...(stacks === undefined ? {} : { stacks }),
    ...(token === undefined ? {} : { parent: token }),
    ...(expiresAt === undefined ? {} : { until: expiresAt }),
  }
}
