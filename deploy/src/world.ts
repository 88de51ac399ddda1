import type { Deployment, LiveState } from '@kesako/core'
import { ownedStacks, ownerOf } from '@kesako/core'
import type { RevisionState, StacksRepository } from '@kesako/repository'
import { type Held, holdForHead, holdForRevision } from './hold-everything.ts'

/** Everything that a pass decides from. */
export interface World {
  readonly state: RevisionState
  readonly live: LiveState
  readonly latest: ReadonlyMap<string, Deployment>
  /** Root commit of the repository. */
  readonly identity: string
  /** What our objects bear. */
  readonly owner: string
  /** True when the repository doesn't keep it yet. */
  readonly identityIsNew: boolean
  /** Stacks on the swarm that bear it, sorted. */
  readonly owned: readonly string[]
  /** Stacks that were worked on while live was read, so that it may show them halfway. */
  readonly busy: readonly string[]
}

export type WorldRead =
  | { readonly kind: 'world'; readonly world: World }
  | {
      readonly kind: 'held'
      readonly held: Held
      readonly revision?: string
      readonly live: LiveState
    }

/** Reads head, journal and live side by side. Rejects with EngineError where the engine is away. */
export async function readWorld(
  repository: StacksRepository,
  readLive: () => Promise<LiveState>,
  busy: readonly string[],
): Promise<WorldRead> {
  const [state, live, latest, identity] = await Promise.all([
    readHead(repository),
    readLive(),
    repository.journal.latest(),
    repository.identity(),
  ])
  if ('held' in state) return { kind: 'held', held: state.held, live }
  const root = ownRoot(identity, state, live, repository.branch)
  const owner = ownerOf(root, repository.branch)
  const owned = ownedStacks(live, owner)
  const held = holdForRevision(state, identity, owned.length)
  if (held !== undefined) return { kind: 'held', held, revision: state.revision, live }
  const world = {
    state,
    live,
    latest,
    owned,
    busy,
    identity: root,
    owner,
    identityIsNew: identity === undefined,
  }
  return { kind: 'world', world }
}

/**
 * Root commit by which our objects are known. Where the repository doesn't keep it, as after a clone of heads
 * alone, and has several roots: the one that the swarm knows.
 */
export function ownRoot(
  identity: string | undefined,
  state: Pick<RevisionState, 'roots' | 'revision'>,
  live: LiveState,
  branch: string,
): string {
  const known = (): string | undefined =>
    state.roots.length > 1
      ? state.roots.find((root) => ownedStacks(live, ownerOf(root, branch)).length > 0)
      : undefined
  return identity ?? known() ?? state.roots[0] ?? state.revision
}

/** What the head asks for; held where it can't be read. */
export async function readHead(
  repository: Pick<StacksRepository, 'head' | 'load' | 'branch'>,
): Promise<RevisionState | { readonly held: Held }> {
  const head = await repository.head()
  if (head.kind !== 'revision') return { held: holdForHead(head, repository.branch) }
  try {
    return await repository.load(head.revision)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { held: holdForHead({ kind: 'unreadable', reason }, repository.branch) }
  }
}
