import type { AuditEntry } from '@kesako/contract'
import type { Clock, Log } from '@kesako/deploy'
import type { Identity } from '../auth/identity.ts'
import type { AuditTrail } from './audit-trail.ts'

/** What was done or tried; who and when is put in. */
export interface Deed {
  readonly action: string
  readonly identity: Identity | undefined
  readonly address: string
  readonly target?: Readonly<Record<string, string>>
  /** `done`, or the code of a problem. */
  readonly result: string
}

/** Writes deeds down; a trail that can't be written is an error of the log and ends no request. */
export type Audit = (deed: Deed) => Promise<void>

/** Deeds a minute of callers that nobody knows, so that they can't push others out of the trail. */
const MAX_STRANGERS = 60
const WINDOW_MS = 60_000

export function createAudit(trail: AuditTrail, log: Log, clock: Clock): Audit {
  let since = clock.monotonic()
  let strangers = 0
  return async ({ action, identity, address, target, result }) => {
    if (identity === undefined) {
      const now = clock.monotonic()
      if (now - since >= WINDOW_MS) [since, strangers] = [now, 0]
      strangers += 1
      if (strangers > MAX_STRANGERS) return
    }
    const entry: AuditEntry = {
      at: new Date(clock.now()).toISOString(),
      ...(identity === undefined
        ? {}
        : { by: identity.name, role: identity.role, via: identity.via }),
      address,
      action,
      ...(target === undefined || Object.keys(target).length === 0 ? {} : { target }),
      result,
    }
    try {
      await trail.write(entry)
    } catch (error) {
      log.error('the audit trail cannot be written', { error })
    }
  }
}
