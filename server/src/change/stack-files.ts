import type { StackAtRevision } from '@kesako/repository'

/** Where the Compose file of a new stack goes. */
export function composePathOf(stack: string): string {
  return `docker-compose-${stack}.yml`
}

/** Where the settings of a stack are, or go: beside its Compose file. */
export function settingsPathOf(stack: StackAtRevision): string {
  if (stack.settingsPath !== undefined) return stack.settingsPath
  const inFolder = stack.composePath?.startsWith(`stacks/${stack.name}/`) === true
  return inFolder ? `stacks/${stack.name}/stack.json` : `stack-${stack.name}.json`
}

/**
 * The files that are a stack's own: Compose file, settings, variables, and what it uses of its
 * folder. Inputs elsewhere, and those that another stack uses too, stay.
 */
export function ownFiles(
  stack: StackAtRevision,
  others: readonly StackAtRevision[],
): readonly string[] {
  const { name } = stack
  const named = new Set(namesOf(name))
  const shared = new Set(
    others.filter((other) => other.name !== name).flatMap((other) => other.inputs),
  )
  const candidates = [stack.composePath, stack.settingsPath, ...stack.inputs]
  return [...new Set(candidates)]
    .filter((path) => path !== undefined)
    .filter((path) => named.has(path) || path.startsWith(`stacks/${name}/`))
    .filter((path) => !shared.has(path))
    .toSorted((a, b) => (a < b ? -1 : 1))
}

/** Where files that make a stack of this name may lie at the root. */
export function namesOf(stack: string): readonly string[] {
  return [
    ...['yml', 'yaml', 'json'].map((ending) => `docker-compose-${stack}.${ending}`),
    `stack-${stack}.json`,
    `${stack}.env`,
  ]
}
