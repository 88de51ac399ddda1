import { stackOrderProblems } from '@kesako/core'
import type { StackAtRevision } from '../repository-api.ts'

/**
 * The stacks of a revision, those with the problem added that depend on each other in a circle or on
 * a stack that isn't there. `names` are all stacks of the revision, also those that weren't loaded.
 */
export function withOrderProblems(
  stacks: readonly StackAtRevision[],
  names: ReadonlySet<string>,
): readonly StackAtRevision[] {
  if (stacks.every(({ policy }) => policy.dependsOn.length === 0)) return stacks
  const loaded = new Set(stacks.map(({ name }) => name))
  const others = [...names].filter((name) => !loaded.has(name))
  const found = stackOrderProblems([
    ...stacks.map(({ name, policy, needs = new Map() }) => ({
      name,
      dependsOn: policy.dependsOn,
      spots: needs,
    })),
    ...others.map((name) => ({ name, dependsOn: [], spots: new Map() })),
  ])
  return stacks.map((stack) => {
    const problems = found.get(stack.name)
    if (problems === undefined) return stack
    // What has an error has no desired state, whatever else is right about it.
    const { desired: _, ...rest } = stack
    return { ...rest, problems: [...stack.problems, ...problems] }
  })
}
