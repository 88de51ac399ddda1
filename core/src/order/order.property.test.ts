import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCircles, formatCircle } from './circles.ts'
import type { Edges } from './edges.ts'
import { levelsOf } from './levels.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
const edges: fc.Arbitrary<Edges> = fc
  .dictionary(name, fc.array(name, { maxLength: 3 }))
  .map((object) => new Map(Object.entries(object)))

/** True when one name needs the other, by trying every way. */
function needs(graph: Edges, one: string, other: string, seen = new Set<string>()): boolean {
  return (graph.get(one) ?? []).some((next) => {
    if (next === other) return true
    if (seen.has(next)) return false
    seen.add(next)
    return needs(graph, next, other, seen)
  })
}

describe('circles', () => {
  it('are found exactly where a name needs itself, each set once, by a way that exists', () => {
    fc.assert(
      fc.property(edges, (graph) => {
        const circles = findCircles(graph)
        const members = circles.flatMap((circle) => circle.members)
        const expected = [...graph.keys()].filter((one) => needs(graph, one, one)).toSorted()
        expect(members.toSorted()).toEqual(expected)
        for (const { way } of circles) {
          for (const [index, one] of way.entries()) {
            expect(graph.get(one)).toContain(way[(index + 1) % way.length])
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    [{ a: ['a'] }, ['a -> a']],
    [{ a: ['b'], b: ['c'], c: ['a', 'b'] }, ['a -> b -> c -> a']],
    [{ a: ['b'], b: ['a'], x: ['a', 'y'], y: ['x', 'b'] }, ['a -> b -> a', 'x -> y -> x']],
    [{ a: ['b'], b: ['c', 'unknown'], c: [] }, []],
  ])('of %j are %j', (graph, expected) => {
    expect(findCircles(new Map(Object.entries(graph))).map(formatCircle)).toEqual(expected)
  })

  it('are found in a ring of 5,000 at once', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `n${at}`)
    const ring = new Map(names.map((one, at) => [one, [names[(at + 1) % 5000] ?? '']]))
    const before = performance.now()
    expect(findCircles(ring)[0]?.members).toHaveLength(5000)
    expect(performance.now() - before).toBeLessThan(1000)
  })
})

describe('levels', () => {
  it('have every name once, and what it needs in earlier ones', () => {
    fc.assert(
      fc.property(edges, (graph) => {
        const levels = levelsOf(graph)
        expect(levels.flat().toSorted()).toEqual([...graph.keys()].toSorted())
        if (findCircles(graph).length > 0) return
        const levelOf = new Map(levels.flatMap((level, at) => level.map((one) => [one, at])))
        for (const [one, needed] of graph) {
          const before = needed.flatMap((other) => levelOf.get(other) ?? [])
          expect(levelOf.get(one)).toBe(Math.max(-1, ...before) + 1)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
