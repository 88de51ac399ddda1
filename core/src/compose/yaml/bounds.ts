/**
 * What the Compose files of a stack may be at most, together: far above real files. Whatever is
 * above is refused, so that no stack costs more than a moment.
 */
export const bounds = {
  files: 100,
  bytes: 1 << 20,
  lines: 100_000,
  /** Scalars, lists and mappings, aliases expanded. */
  nodes: 50_000,
  /** Lists and mappings inside of one another. */
  depth: 64,
  remedy: 'Split it into several stacks; a Compose file is a few kilobytes.',
} as const

/** How much of the bounds the files of a stack have used so far. */
export interface Spent {
  bytes: number
  nodes: number
}

export function nothingSpent(): Spent {
  return { bytes: 0, nodes: 0 }
}
