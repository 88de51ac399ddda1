import type { DefinitionState } from '@kesako/core'
import { createGenerationCache } from './generation-cache.ts'
import { createRecentCache, type RecentCache } from './recent-cache.ts'
import type { RevisionState, StackAtRevision } from './repository-api.ts'
import { createKnownRoots, type KnownRoots } from './revision/root-commits.ts'
import type { TreeListing } from './revision/tree-listing.ts'
import type { ContentCache, LoadCaches } from './stacks/load-stack-at-revision.ts'
import type { ReadStack } from './stacks/read-stack.ts'

/** What was read and converted, by content; and what a revision is, which never changes. */
export interface LoadCache extends LoadCaches {
  readonly listings: RecentCache<Promise<TreeListing>>
  /** By revision and the digest of the variables given. */
  readonly states: RecentCache<Promise<RevisionState>>
  readonly roots: KnownRoots
  /** Begins a load. */
  readonly advance: () => void
}

/** Loads that something unused is kept for: a few pushes and a rollback do not empty it. */
const GENERATIONS = 6

/**
 * Give the same one to repositories opened side by side (the server's own, and one for each push in quarantine),
 * so that a push costs the parse of what it changes only, and no walk over history; what was found when it was judged is
 * there when it is deployed.
 */
export function createLoadCache(): LoadCache {
  const reads = createGenerationCache<Promise<ReadStack>>(GENERATIONS)
  const stacks = createGenerationCache<Promise<StackAtRevision>>(GENERATIONS)
  const definitionNames = createGenerationCache<Promise<string | undefined>>(GENERATIONS)
  const definitionStates = createGenerationCache<Promise<DefinitionState>>(GENERATIONS)
  const names = createGenerationCache<Promise<readonly string[]>>(GENERATIONS)
  function advance(): void {
    for (const cache of [reads, stacks, names, definitionNames, definitionStates]) cache.advance()
  }
  return {
    reads,
    stacks,
    names,
    definitionNames,
    definitionStates,
    listings: createRecentCache(4),
    states: createRecentCache(8),
    roots: createKnownRoots(),
    advance,
  }
}

/** Reads what the cache has and keeps what is new to itself, for content that may never come again. */
export function scratchCaches(cache: LoadCaches): LoadCaches {
  return {
    reads: scratch(cache.reads),
    stacks: scratch(cache.stacks),
    names: scratch(cache.names),
    definitionNames: scratch(cache.definitionNames),
    definitionStates: scratch(cache.definitionStates),
  }
}

function scratch<V>(cache: ContentCache<V>): ContentCache<V> {
  const own = new Map<string, V>()
  return {
    get: (key) => own.get(key) ?? cache.get(key),
    set: (key, value) => own.set(key, value),
  }
}
