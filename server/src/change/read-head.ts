import { STRICT_MANIFEST_POLICY } from '@kesako/core'
import type { RevisionState, StacksRepository } from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'

/** The head and what it asks for. `revision` is undefined while there is no branch. */
export interface HeadState {
  readonly revision: string | undefined
  readonly state: RevisionState
}

/** Throws a 503 when the repository can't be read. */
export async function readHead(repository: StacksRepository): Promise<HeadState> {
  const head = await repository.head()
  switch (head.kind) {
    case 'revision':
      return { revision: head.revision, state: await repository.load(head.revision) }
    case 'no-branch':
      return { revision: undefined, state: EMPTY }
    case 'unreadable':
      throw new RequestProblem('repository-unreadable', head.reason)
  }
}

const EMPTY: RevisionState = {
  revision: '',
  roots: [],
  emptyTree: true,
  stacks: [],
  policy: {
    selfHeal: false,
    prune: true,
    acceptBroken: false,
    manifestPolicy: STRICT_MANIFEST_POLICY,
  },
  problems: [],
}
