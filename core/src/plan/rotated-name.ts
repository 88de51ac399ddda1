/** The engine's limit for names of secrets and configs. */
export const MAX_OBJECT_NAME = 64

/** True for `<name>-<8 or more hex digits>`, which a rotation made. */
export function isRotatedName(candidate: string, name: string): boolean {
  return candidate.startsWith(`${name}-`) && /^[0-9a-f]{8,}$/.test(candidate.slice(name.length + 1))
}

/**
 * `<name>-<8 hex of the digest>`, or with more digits while that name is taken by other content.
 * Undefined when every length is taken.
 */
export function rotatedName(
  name: string,
  digest: string,
  isTaken: (candidate: string) => boolean,
): string | undefined {
  const lengths = [8, 12, 16, 24, 32, 48, 64].filter((length) => length <= digest.length)
  return lengths
    .map((length) => `${name}-${digest.slice(0, length)}`)
    .find((name) => !isTaken(name))
}
