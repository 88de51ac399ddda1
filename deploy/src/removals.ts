/** Whether so many removals in one revision need a person's word first. */
export function removalsNeedConfirmation(facts: {
  /** Stacks that would be removed. */
  readonly removals: number
  /** Stacks on the swarm that are ours. */
  readonly owned: number
  /** Of the repository policy; undefined: more than one and more than a quarter. */
  readonly maxRemovals?: number
}): boolean {
  if (facts.maxRemovals !== undefined) return facts.removals > facts.maxRemovals
  return facts.removals > 1 && facts.removals > facts.owned / 4
}

/** The sentence for it. */
export function removalsHeldReason(removals: readonly string[], owned: number): string {
  return `The revision would remove ${removals.length} of ${owned} stacks (${removals.join(', ')}); nothing is removed until somebody confirms it.`
}

/** Why a stack that no file names any more stays where the repository prunes nothing. */
export function keptReason(stack: string): string {
  return `No file names ${stack} any more, and it stays because prune is off in kesako.yml. To remove it, confirm its removal: POST /api/sync with {"stacks": ["${stack}"], "confirmRemovals": true}.`
}
