import type { SessionRequest } from '../state/token-store.ts'
import { isSecret, newSecret, sameHash, secretHash } from '../state/token-secret.ts'

/** How long a link works. */
export const LINK_MS = 60 * 60 * 1000

/** Links that may be open at once; the oldest end first. */
const MAX_LINKS = 100

/** One-time secrets of login links. In memory only: a restart ends them. */
export interface LoginLinks {
  make(session: SessionRequest): string
  /** The session that the link stands for; undefined when unknown, used or expired. Uses it up. */
  redeem(secret: string): SessionRequest | undefined
}

export function createLoginLinks(
  monotonic: () => number,
  randomHex: (bytes: number) => string,
): LoginLinks {
  let open: readonly {
    readonly hash: string
    readonly until: number
    readonly session: SessionRequest
  }[] = []
  return {
    make(session) {
      const secret = newSecret(randomHex)
      const link = { hash: secretHash(secret), until: monotonic() + LINK_MS, session }
      open = [...open, link].slice(-MAX_LINKS)
      return secret
    },
    redeem(secret) {
      if (!isSecret(secret)) return undefined
      const hash = secretHash(secret)
      open = open.filter((link) => link.until > monotonic())
      const found = open.find((link) => sameHash(link.hash, hash))
      open = open.filter((link) => link !== found)
      return found?.session
    },
  }
}
