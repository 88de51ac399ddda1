import type { Problem } from '../problem.ts'
import { isRemoval } from './keep-until-successor.ts'
import type { Change } from './plan-types.ts'
import type { LiveObject, StackObjects } from './stack-objects.ts'

/**
 * With `prune: false` nothing goes for not being named any more: a warning says so of each. What a rotation left behind
 * goes all the same, for the stack names it under another name.
 */
export function keptByPolicy(
  last: readonly Change[],
  isOlder: (object: LiveObject) => boolean,
  { all }: Pick<StackObjects, 'all'>,
): { readonly last: readonly Change[]; readonly warnings: readonly Problem[] } {
  const stays = (change: Change): boolean =>
    isRemoval(change, 'prune') &&
    !all.some((object) => object.id === idOf(change) && isOlder(object))
  return {
    last: last.filter((change) => !stays(change)),
    warnings: last.filter(stays).map(({ ref }) => ({
      code: 'not-pruned',
      severity: 'warning',
      message: `The stack no longer names the ${ref.kind} ${ref.name}, which stays because prune is off.`,
      remedy: 'Remove it by hand, or set prune: true.',
    })),
  }
}

function idOf(change: Change): string | undefined {
  return change.action === 'remove' ? change.id : undefined
}
