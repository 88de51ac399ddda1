import type { Change } from './plan-types.ts'

type Removal = Extract<Change, { readonly action: 'remove' }>

/**
 * Dropped services that would go last stay, held, while a service that isn't there yet is held: that one may be their new
 * name, and nothing would do their work. `runs` holds what is live, by name.
 */
export function keepUntilSuccessor(
  removals: readonly Removal[],
  changes: readonly Change[],
  runs: ReadonlyMap<string, unknown>,
): readonly Change[] {
  const awaited = changes.find(
    ({ action, ref }) => action === 'hold' && ref.kind === 'service' && !runs.has(ref.name),
  )
  if (awaited?.action !== 'hold') return removals
  const { code, remedy } = awaited
  const reason = `The stack no longer names it, but it stays while ${awaited.ref.name}, which may take its place, is held. ${awaited.reason}`
  return removals.map((removal) =>
    removal.when === 'prune'
      ? { action: 'hold', ref: removal.ref, code, reason, fields: [], remedy }
      : removal,
  )
}

export function isRemoval(change: Change, when: Removal['when']): boolean {
  return change.action === 'remove' && change.when === when
}
