import type { Spot } from '../compose/report.ts'
import type { Problem } from '../problem.ts'
import { findCircles, formatCircle } from './circles.ts'

/** A stack of a revision, by what it waits for. */
export interface StackNeeds {
  readonly name: string
  readonly dependsOn: readonly string[]
  /** Where its files name each of these. */
  readonly spots: ReadonlyMap<string, Spot>
}

/**
 * What no order of stacks satisfies, by stack: one that the revision doesn't name, and circles, which
 * are a problem of each stack on them and of no other. A stack that names itself is told so when its
 * file is read.
 */
export function stackOrderProblems(
  stacks: readonly StackNeeds[],
): ReadonlyMap<string, readonly Problem[]> {
  const needs = new Map(
    stacks.map(({ name, dependsOn }) => [name, dependsOn.filter((need) => need !== name)]),
  )
  const problems = new Map<string, Problem[]>()
  const add = (stack: StackNeeds, need: string, problem: Said): void => {
    const known = problems.get(stack.name) ?? []
    problems.set(stack.name, [
      ...known,
      { severity: 'error', ...problem, ...stack.spots.get(need) },
    ])
  }
  for (const stack of stacks) {
    for (const need of new Set(stack.dependsOn)) {
      if (needs.has(need)) continue
      add(stack, need, {
        code: 'undefined-stack',
        message: `this repository has no stack "${need.slice(0, 80)}"`,
        remedy: 'Correct the name, or remove it from dependsOn.',
      })
    }
  }
  const byName = new Map(stacks.map((stack) => [stack.name, stack]))
  for (const circle of findCircles(needs)) {
    const members = new Set(circle.members)
    for (const stack of circle.members.flatMap((name) => byName.get(name) ?? [])) {
      add(stack, stack.dependsOn.find((need) => members.has(need)) ?? '', {
        code: 'depends-in-a-circle',
        message: `stacks wait for each other in a circle: ${formatCircle(circle)}`,
        remedy: 'Remove one of these from dependsOn.',
      })
    }
  }
  return problems
}

type Said = Pick<Problem, 'code' | 'message' | 'remedy'>
