import type { GenerationCache } from './generation-cache.ts'
import { createGenerationCache } from './generation-cache.ts'
import type { LoadCaches } from './stacks/load-stack-at-revision.ts'

/** What was read and converted, by content. */
export interface LoadCache extends LoadCaches {
  /** Begins a load. */
  advance(): void
}

/** Loads that something unused is kept for: a few pushes and a rollback do not empty it. */
const GENERATIONS = 6

/**
 * Give the same one to repositories opened side by side (the server's own, and one for each push in quarantine),
 * so that a push costs the parse of what it changes only.
 */
export function createLoadCache(): LoadCache {
  const caches = {
    reads: generations<LoadCaches['reads']>(),
    stacks: generations<LoadCaches['stacks']>(),
    names: generations<LoadCaches['names']>(),
  }
  return {
    ...caches,
    advance() {
      for (const cache of Object.values(caches)) cache.advance()
    },
  }
}

function generations<C extends GenerationCache<unknown>>(): GenerationCache<
  C extends GenerationCache<infer V> ? V : never
> {
  return createGenerationCache(GENERATIONS)
}
