/** What the page knows of its event stream. Times are milliseconds since 1970. */
export type Connection =
  | { readonly phase: 'connecting'; readonly since: number; readonly attempt: number }
  | { readonly phase: 'live'; readonly heardAt: number }
  | {
      readonly phase: 'lost'
      /** When it was last heard, or when the first try began. */
      readonly since: number
      readonly attempt: number
      readonly nextTryAt: number
    }

/** Longest wait between two tries. */
const LONGEST_WAIT_MS = 15_000
/** The server speaks every 15 s; after this long without a word the stream is taken for dead. */
export const SILENCE_MS = 40_000
/** So long a gap is not worth a word. */
const STALE_AFTER_MS = 5_000

export function connecting(now: number): Connection {
  return { phase: 'connecting', since: now, attempt: 0 }
}

export function heard(now: number): Connection {
  return { phase: 'live', heardAt: now }
}

/** The stream broke, or a try failed: each wait is twice as long as the one before, from 1 s. */
export function lost(before: Connection, now: number): Connection {
  const attempt = before.phase === 'live' ? 0 : before.attempt
  const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** attempt)
  return { phase: 'lost', since: sinceOf(before), attempt: attempt + 1, nextTryAt: now + wait }
}

export function tryingAgain(before: Connection): Connection {
  const attempt = before.phase === 'live' ? 0 : before.attempt
  return { phase: 'connecting', since: sinceOf(before), attempt }
}

/** True when a stream that seems open hasn't spoken for too long, as after a laptop's sleep. */
export function isSilent(connection: Connection, now: number): boolean {
  return connection.phase === 'live' && now - connection.heardAt > SILENCE_MS
}

/** How long nothing was heard, or undefined while it is live or the gap is short. */
export function staleForMs(connection: Connection, now: number): number | undefined {
  if (connection.phase === 'live') return undefined
  const gap = now - connection.since
  return gap >= STALE_AFTER_MS ? gap : undefined
}

function sinceOf(connection: Connection): number {
  return connection.phase === 'live' ? connection.heardAt : connection.since
}
