import { stackFile, type PathChange, type StackAtRevision } from '@kesako/repository'

/** Who may change a path, by what it is and was. */
export type PathOwner =
  | { readonly kind: 'admin' }
  /** Those who may change every one of these stacks. */
  | { readonly kind: 'stacks'; readonly stacks: readonly string[] }
  /** No stack has anything to do with it. */
  | { readonly kind: 'nobody' }

/** Names of the stacks that use a path, by path. */
export type PathUsers = ReadonlyMap<string, readonly string[]>

export function pathUsers(stacks: readonly StackAtRevision[]): PathUsers {
  const users = new Map<string, string[]>()
  for (const { name, inputs } of stacks) {
    for (const path of inputs) {
      const known = users.get(path)
      if (known === undefined) users.set(path, [name])
      else known.push(name)
    }
  }
  return users
}

/**
 * A file that bears a stack's name is that stack's, also where others use it; any other is of the stacks
 * that use it, and `X.env` of these too where no stack X is. A file that is there already is of those that
 * used it before: nobody takes one by beginning to use it.
 */
export function pathOwner(change: PathChange, before: PathUsers, after: PathUsers): PathOwner {
  const { path } = change
  if (path === 'kesako.yml' || /^(?:definitions|images)(?:\/|$)/.test(path))
    return { kind: 'admin' }
  const named = stackFile(path)?.stack ?? /^stacks\/([^/]+)\//.exec(path)?.[1]
  const users = (change.before === undefined ? after : before).get(path) ?? []
  if (named !== undefined) {
    const isBorrowed = path.endsWith('.env') && users.length > 0 && !users.includes(named)
    return { kind: 'stacks', stacks: isBorrowed ? [named, ...users] : [named] }
  }
  return users.length === 0 ? { kind: 'nobody' } : { kind: 'stacks', stacks: users }
}
