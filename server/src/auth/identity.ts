import { allows, type Role } from '@kesako/contract'
import { RequestProblem } from '../http/request-problem.ts'
import type { TokenRecord } from '../state/token-record.ts'
import type { TokenStore } from '../state/token-store.ts'
import type { Credential } from './credential.ts'
import type { FailedAttempts } from './failed-attempts.ts'

/** Who a request comes from. */
export interface Identity {
  readonly name: string
  readonly role: Role
  /** Patterns of the stacks that it may change; absent: all. */
  readonly stacks?: readonly string[]
  readonly via: Credential['kind']
  readonly record: TokenRecord
  readonly secret: string
}

export interface Authentication {
  readonly tokens: TokenStore
  readonly failures: FailedAttempts
}

/** The identity behind a credential. Throws a 401, or a 429 after too many wrong ones. */
export function authenticate(
  { tokens, failures }: Authentication,
  credential: Credential | undefined,
  address: string,
): Identity {
  if (credential === undefined) {
    throw new RequestProblem('not-authenticated', 'This needs a token or a login.', {
      remedy: 'Send the header `Authorization: Bearer TOKEN`, or log in by a login link.',
    })
  }
  const record = tokens.find(credential.secret)
  // A session is bound to its cookie, and a cookie to a session.
  if (record === undefined || (record.kind === 'session') !== (credential.kind === 'cookie')) {
    refuseRepeated(failures, address)
    throw new RequestProblem(
      'credential-invalid',
      credential.kind === 'cookie' ? 'The session has ended.' : 'This token is not known here.',
      { remedy: 'Log in again, or ask an admin for a token.' },
    )
  }
  const { name, role, stacks } = record
  return {
    name,
    role,
    ...(stacks === undefined ? {} : { stacks }),
    via: credential.kind,
    record,
    secret: credential.secret,
  }
}

/** Counts a wrong credential and throws a 429 when there were too many. */
export function refuseRepeated(failures: FailedAttempts, address: string): void {
  const seconds = failures.fail(address)
  if (seconds === 0) return
  const detail = `Too many wrong credentials came from ${address}.`
  const extras = { remedy: `Try again in ${seconds} s.` }
  throw new RequestProblem('too-many-attempts', detail, extras, { 'Retry-After': String(seconds) })
}

/** Throws a 403 that names both roles. */
export function requireRole(identity: Identity, needed: Role): void {
  if (allows(identity.role, needed)) return
  throw new RequestProblem(
    'role-missing',
    `${identity.name} has the role ${identity.role}; this needs ${needed}.`,
    { remedy: `Ask an admin for a token with the role ${needed}.` },
  )
}
