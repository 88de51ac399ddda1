import { createHash, createHmac, hash } from 'node:crypto'
import type { ContentDigests } from '@kesako/core'

export function sha256(content: Uint8Array | string): string {
  return hash('sha256', content)
}

/** Digests of contents: plain for configs, keyed for secrets. */
export function contentDigests(key: Uint8Array | string): ContentDigests {
  return {
    config: sha256,
    secret: (data) => createHmac('sha256', key).update(data).digest('hex'),
  }
}

/** One digest over named parts, in the order of their names; lengths keep parts apart. */
export function inputsDigest(
  parts: readonly (readonly [name: string, content: Uint8Array | string])[],
): string {
  const sum = createHash('sha256')
  for (const [name, content] of parts.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    sum.update(`${name}\u0000${content.length}\u0000`).update(content)
  }
  return sum.digest('hex')
}
