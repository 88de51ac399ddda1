/** Keeps what one of the last loads used, so that its size follows the size of the repository. */
export interface GenerationCache<V> {
  get(key: string): V | undefined
  set(key: string, value: V): void
  /** Begins a load: forgets what none of the last loads used. */
  advance(): void
  readonly size: number
}

interface Entry<V> {
  readonly value: V
  generation: number
}

/** `generations` is how many loads something unused is kept for. */
export function createGenerationCache<V>(generations: number): GenerationCache<V> {
  const entries = new Map<string, Entry<V>>()
  let current = 0
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entry.generation = current
      return entry.value
    },
    set(key, value) {
      entries.set(key, { value, generation: current })
    },
    advance() {
      current++
      for (const [key, entry] of entries) {
        if (entry.generation < current - generations) entries.delete(key)
      }
    },
    get size() {
      return entries.size
    },
  }
}
