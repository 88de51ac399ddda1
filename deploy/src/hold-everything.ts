import type { Head, RevisionState } from '@kesako/repository'

/** Why nothing at all is written. */
export interface Held {
  readonly code: 'no-branch' | 'unreadable-head' | 'empty-tree' | 'unrelated-history'
  readonly reason: string
}

/** Why a head without a revision holds everything. */
export function holdForHead(head: Exclude<Head, { kind: 'revision' }>, branch: string): Held {
  switch (head.kind) {
    case 'no-branch':
      return {
        code: 'no-branch',
        reason: `The stacks repository has no branch "${branch}", so nothing is changed; push it to go on.`,
      }
    case 'unreadable':
      return {
        code: 'unreadable-head',
        reason: `The branch "${branch}" can't be read, so nothing is changed: ${head.reason}`,
      }
  }
}

/**
 * Why a revision holds everything; undefined when it doesn't. `identity` is the root commit that
 * our objects bear, `ownedStacks` how many stacks on the swarm bear it.
 */
export function holdForRevision(
  state: Pick<RevisionState, 'revision' | 'roots' | 'emptyTree'>,
  identity: string | undefined,
  ownedStacks: number,
): Held | undefined {
  if (identity !== undefined && !state.roots.includes(identity)) {
    return {
      code: 'unrelated-history',
      reason: `Revision ${state.revision.slice(0, 7)} doesn't descend from ${identity.slice(0, 7)}, the first commit of this stacks repository, so nothing is changed; push a head with that history to go on.`,
    }
  }
  if (state.emptyTree && ownedStacks > 0) {
    return {
      code: 'empty-tree',
      reason: `Revision ${state.revision.slice(0, 7)} has no file at all while ${ownedStacks} of its stacks run, so nothing is removed; disable or delete stacks one by one instead.`,
    }
  }
  return undefined
}
