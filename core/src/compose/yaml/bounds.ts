/**
 * What a Compose file may be at most: far above real files. Whatever is above is refused, so that
 * no file costs more than a moment.
 */
export const bounds = {
  bytes: 1 << 20,
  lines: 100_000,
  /** Scalars, lists and mappings, aliases expanded. */
  nodes: 50_000,
  /** Lists and mappings inside of one another. */
  depth: 64,
  remedy: 'Split it into several stacks; a Compose file is a few kilobytes.',
} as const
