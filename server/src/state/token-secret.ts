import { createHash, timingSafeEqual } from 'node:crypto'

const PREFIX = 'ksk_'
const SECRET = /^ksk_[0-9a-f]{64}$/

/** A new secret of 256 bits: too much to guess, so that one plain SHA-256 keeps it safe at rest. */
export function newSecret(randomHex: (bytes: number) => string): string {
  return `${PREFIX}${randomHex(32)}`
}

/** False for what can't be a secret of ours, whatever its length. */
export function isSecret(text: string): boolean {
  return SECRET.test(text)
}

/** Hex. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares two hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex')
  const right = Buffer.from(b, 'hex')
  return left.length === right.length && timingSafeEqual(left, right)
}
