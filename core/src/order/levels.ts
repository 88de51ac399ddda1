import { compareText } from '../plan/compare-text.ts'
import type { Edges } from './edges.ts'

/**
 * The names of `edges` in levels: each stands in the first level after all that it needs, and each
 * level is sorted. Needs outside of `edges` don't count. Names on a circle, and those that need one,
 * share the last level.
 */
export function levelsOf(edges: Edges): readonly (readonly string[])[] {
  const dependents = new Map<string, string[]>()
  const missing = new Map<string, number>()
  for (const [name, needs] of edges) {
    const inside = [...new Set(needs)].filter((need) => edges.has(need))
    missing.set(name, inside.length)
    for (const need of inside) dependents.set(need, [...(dependents.get(need) ?? []), name])
  }
  const levels: (readonly string[])[] = []
  let ready = [...edges.keys()].filter((name) => missing.get(name) === 0)
  const left = new Set(edges.keys())
  while (ready.length > 0) {
    levels.push(ready.toSorted(compareText))
    const next: string[] = []
    for (const name of ready) {
      left.delete(name)
      for (const dependent of dependents.get(name) ?? []) {
        const count = (missing.get(dependent) ?? 0) - 1
        missing.set(dependent, count)
        if (count === 0) next.push(dependent)
      }
    }
    ready = next
  }
  return left.size === 0 ? levels : [...levels, [...left].toSorted(compareText)]
}
