import type { DefinitionView } from '@kesako/contract'
import { hasErrors } from '@kesako/core'
import type { DefinitionAtRevision, StackAtRevision } from '@kesako/repository'

/** A stack definition as it goes over the wire, with the stacks of its revision that are made from it. */
export function definitionView(
  found: DefinitionAtRevision,
  stacks: readonly StackAtRevision[],
): DefinitionView {
  const { name, path, problems, definition } = found
  return {
    name,
    ...(definition?.title === undefined ? {} : { title: definition.title }),
    ...(definition?.description === undefined ? {} : { description: definition.description }),
    path,
    valid: !hasErrors(problems),
    problems,
    stacks: usesOf(name, stacks),
    etag: definitionEtag(found),
  }
}

export function usesOf(name: string, stacks: readonly StackAtRevision[]): DefinitionView['stacks'] {
  return stacks.flatMap(({ name: stack, definition }) =>
    definition?.name === name ? [{ stack, state: definition.state }] : [],
  )
}

export function definitionEtag({ digest }: Pick<DefinitionAtRevision, 'digest'>): string {
  return `"${digest}"`
}
