/** Share of a pause that jitter takes away or adds. */
const SHARE = 0.1

/**
 * A pause of about `ms`, up to a tenth shorter or longer, so that servers which started together don't ask
 * their engines at the same moments for ever. `randomHex` gives hex of so many random bytes.
 */
export function jittered(ms: number, randomHex: (bytes: number) => string): number {
  const random = Number.parseInt(randomHex(2), 16) / 0xffff
  return Math.round(ms * (1 - SHARE + 2 * SHARE * random))
}
