import type { Place, Problem } from '../problem.ts'
import { findCircles, formatCircle } from './circles.ts'

/** A stack of a revision, by what it waits for. */
export interface StackNeeds {
  readonly name: string
  readonly dependsOn: readonly string[]
  /** Where its files say so. */
  readonly place?: Place
  readonly path?: string
}

/**
 * What no order of stacks satisfies, by stack: one that the revision doesn't name, and circles, which
 * are a problem of each stack on them and of no other.
 */
export function stackOrderProblems(
  stacks: readonly StackNeeds[],
): ReadonlyMap<string, readonly Problem[]> {
  const needs = new Map(stacks.map(({ name, dependsOn }) => [name, dependsOn]))
  const byName = new Map(stacks.map((stack) => [stack.name, stack]))
  const problems = new Map<string, Problem[]>()
  const add = (name: string, problem: Pick<Problem, 'code' | 'message' | 'remedy'>): void => {
    const { place, path } = byName.get(name) ?? {}
    const where = {
      ...(place === undefined ? {} : { place }),
      ...(path === undefined ? {} : { path }),
    }
    problems.set(name, [...(problems.get(name) ?? []), { severity: 'error', ...problem, ...where }])
  }
  for (const { name, dependsOn } of stacks) {
    for (const need of new Set(dependsOn)) {
      if (needs.has(need)) continue
      add(name, {
        code: 'depends-on-unknown-stack',
        message: `The stack ${name} depends on the stack "${need}", which this repository has not.`,
        remedy: 'Correct the name, or remove it from dependsOn.',
      })
    }
  }
  for (const circle of findCircles(needs)) {
    for (const name of circle.members) {
      add(name, {
        code: 'dependency-circle',
        message: `Stacks wait for each other in a circle: ${formatCircle(circle)}.`,
        remedy: 'Remove one of these from dependsOn.',
      })
    }
  }
  return problems
}
