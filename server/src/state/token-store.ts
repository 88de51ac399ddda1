import type { CreatedToken, NewToken, Role, TokenView } from '@kesako/contract'
import { savedRecords } from './saved-records.ts'
import { isExpired, tokenView, type TokenRecord } from './token-record.ts'
import { isSecret, newSecret, sameHash, secretHash } from './token-secret.ts'

/** How long a browser stays logged in. */
export const SESSION_MS = 24 * 60 * 60 * 1000

const DAY_MS = 24 * 60 * 60 * 1000
/** The oldest sessions end when there are more. */
const MAX_SESSIONS = 1000

/** Tokens and sessions, kept hashed. Everything is on disk before a promise resolves. */
export interface TokenStore {
  /** The credential that a secret belongs to; undefined when unknown, revoked or expired. */
  find(secret: string): TokenRecord | undefined
  /** Tokens without sessions, by name. */
  list(): readonly TokenView[]
  /** Undefined when the name is taken. */
  create(token: NewToken): Promise<CreatedToken | undefined>
  /** Revokes a token and its sessions; false when there is none. */
  remove(id: string): Promise<boolean>
  /** Undefined when the token behind it has been revoked or has expired since. */
  openSession(session: SessionRequest): Promise<OpenedSession | undefined>
  closeSession(secret: string): Promise<void>
}

export interface SessionRequest {
  readonly name: string
  readonly role: Role
  /** Stacks that it may change; absent: all. */
  readonly stacks?: readonly string[]
  /** Id of the token it was opened with; none for a login link. */
  readonly parent?: string
  /** ISO 8601: it ends no later than this. */
  readonly until?: string
}

export interface OpenedSession {
  readonly secret: string
  readonly record: TokenRecord
}

export interface TokenStoreOptions {
  readonly records: readonly TokenRecord[]
  readonly save: (records: readonly TokenRecord[]) => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly randomHex: (bytes: number) => string
}

export function createTokenStore(options: TokenStoreOptions): TokenStore {
  const saved = savedRecords(options.records, options.save)
  const { current } = saved

  /** Those that expired go with the next change. */
  function change(
    next: (current: readonly TokenRecord[]) => readonly TokenRecord[],
  ): Promise<void> {
    return saved.change((known) =>
      next(known).filter((record) => !isExpired(record, options.now())),
    )
  }

  function record(
    kind: TokenRecord['kind'],
    given: Pick<SessionRequest, 'name' | 'role' | 'stacks'>,
    expiresAt: string | undefined,
  ): OpenedSession {
    const secret = newSecret(options.randomHex)
    return {
      secret,
      record: {
        id: options.randomHex(8),
        kind,
        name: given.name,
        role: given.role,
        ...(given.stacks === undefined ? {} : { stacks: [...given.stacks] }),
        hash: secretHash(secret),
        createdAt: new Date(options.now()).toISOString(),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
    }
  }

  return {
    find(secret) {
      if (!isSecret(secret)) return undefined
      const hash = secretHash(secret)
      const now = options.now()
      return current().find((known) => sameHash(known.hash, hash) && !isExpired(known, now))
    },
    list: () =>
      current()
        .filter((known) => known.kind === 'token' && !isExpired(known, options.now()))
        .map((known) => tokenView(known))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    async create(token) {
      const days = token.expiresInDays
      const end = days === undefined ? undefined : options.now() + days * DAY_MS
      const made = record('token', token, end === undefined ? undefined : iso(end))
      let taken = false
      await change((current) => {
        taken = current.some(
          (known) =>
            known.kind === 'token' && known.name === token.name && !isExpired(known, options.now()),
        )
        return taken ? current : [...current, made.record]
      })
      return taken ? undefined : { ...tokenView(made.record), secret: made.secret }
    },
    async remove(id) {
      let found = false
      await change((current) => {
        found = current.some((known) => known.kind === 'token' && known.id === id)
        return found ? current.filter((known) => known.id !== id && known.parent !== id) : current
      })
      return found
    },
    async openSession(request) {
      const end = iso(options.now() + SESSION_MS)
      const until = request.until !== undefined && request.until < end ? request.until : end
      const made = record('session', request, until)
      const opened: TokenRecord =
        request.parent === undefined ? made.record : { ...made.record, parent: request.parent }
      let allowed = true
      await change((current) => {
        allowed = request.parent === undefined || hasToken(current, request.parent, options.now())
        return allowed ? withoutOldest([...current, opened]) : current
      })
      return allowed ? { secret: made.secret, record: opened } : undefined
    },
    closeSession(secret) {
      const hash = secretHash(secret)
      return change((current) =>
        current.filter((known) => known.kind !== 'session' || !sameHash(known.hash, hash)),
      )
    },
  }
}

function hasToken(records: readonly TokenRecord[], id: string, now: number): boolean {
  return records.some(
    (known) => known.kind === 'token' && known.id === id && !isExpired(known, now),
  )
}

function withoutOldest(records: readonly TokenRecord[]): readonly TokenRecord[] {
  const surplus = records.filter((known) => known.kind === 'session').length - MAX_SESSIONS
  if (surplus <= 0) return records
  const oldest = new Set(records.filter((known) => known.kind === 'session').slice(0, surplus))
  return records.filter((known) => !oldest.has(known))
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
