import type { CommitRequest } from '@kesako/repository'

/** Author of a commit by API: the token's name. The address is one that no mail ever reaches. */
export function authorOf(name: string): CommitRequest['author'] {
  const local = name.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-')
  return { name, email: `${local}@kesako.invalid` }
}
