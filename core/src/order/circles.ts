import { compareText } from '../plan/compare-text.ts'
import type { Edges } from './edges.ts'

/**
 * The circles of `edges`: for each set of names that need each other, one shortest way round from
 * its first name, without the return. Sorted by first name.
 */
export function findCircles(edges: Edges): readonly Circle[] {
  const circles: Circle[] = []
  const seen = new Set<string>()
  for (const start of [...onlyKnots(edges).keys()].toSorted(compareText)) {
    if (seen.has(start)) continue
    const way = shortestWayRound(edges, start)
    if (way === undefined) continue
    const members = membersWith(edges, start)
    for (const name of members) seen.add(name)
    circles.push({ way, members })
  }
  return circles
}

export interface Circle {
  /** `[a, b]`: a needs b, b needs a. */
  readonly way: readonly string[]
  /** All names that need each other, sorted. */
  readonly members: readonly string[]
}

/** What is left after peeling off names that need nothing, or that nothing needs: mostly circles. */
function onlyKnots(edges: Edges): Edges {
  return peel(reversed(peel(edges)))
}

function peel(edges: Edges): Edges {
  const dependents = reversed(edges)
  const missing = new Map(
    [...edges].map(([name, needs]) => [
      name,
      new Set(needs.filter((need) => edges.has(need))).size,
    ]),
  )
  const gone = new Set<string>()
  const ready = [...edges.keys()].filter((name) => missing.get(name) === 0)
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    gone.add(name)
    for (const dependent of dependents.get(name) ?? []) {
      const count = (missing.get(dependent) ?? 0) - 1
      missing.set(dependent, count)
      if (count === 0) ready.push(dependent)
    }
  }
  return new Map([...edges].filter(([name]) => !gone.has(name)))
}

function reversed(edges: Edges): Edges {
  const turned = new Map<string, string[]>([...edges.keys()].map((name) => [name, []]))
  for (const [name, needs] of edges) {
    for (const need of new Set(needs)) turned.get(need)?.push(name)
  }
  return turned
}

function shortestWayRound(edges: Edges, start: string): readonly string[] | undefined {
  const from = new Map<string, string>()
  const queue = [start]
  for (const name of queue) {
    for (const need of edges.get(name) ?? []) {
      if (need === start) return wayTo(name, start, from)
      if (!edges.has(need) || from.has(need)) continue
      from.set(need, name)
      queue.push(need)
    }
  }
  return undefined
}

function wayTo(end: string, start: string, from: ReadonlyMap<string, string>): readonly string[] {
  const way = [end]
  for (let at = end; at !== start;) {
    at = from.get(at) ?? start
    way.push(at)
  }
  return way.toReversed()
}

/** Names that `start` needs and that need `start`, over any number of steps. */
function membersWith(edges: Edges, start: string): readonly string[] {
  const needed = reach(edges, start)
  return [...reach(reversed(edges), start)].filter((name) => needed.has(name)).toSorted(compareText)
}

function reach(edges: Edges, start: string): ReadonlySet<string> {
  const found = new Set([start])
  for (const name of found) for (const next of edges.get(name) ?? []) found.add(next)
  return found
}

/** `a -> b -> a`. */
export function formatCircle({ way }: Circle): string {
  return [...way, way[0] ?? ''].join(' -> ')
}
