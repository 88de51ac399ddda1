import type { FileRead } from '@kesako/core'
import type { Git } from '../git/git.ts'
import { RepositoryError } from '../repository-error.ts'
import type { Lookup, TreeEntry, TreeListing } from './tree-listing.ts'
import { lookup, MAX_FILE_BYTES } from './tree-listing.ts'

/** Reads files of a revision; nothing is read that the listing shows to be too large. */
export interface RevisionFiles {
  readonly listing: TreeListing
  find(path: string): Lookup
  read(entry: TreeEntry): Promise<Uint8Array>
}

export function createRevisionFiles(git: Git, listing: TreeListing): RevisionFiles {
  return {
    listing,
    find: (path) => lookup(listing, path),
    async read(entry) {
      const answer = await git.objects.read(entry.id, MAX_FILE_BYTES)
      if (answer.kind === 'object') return answer.body
      throw new RepositoryError(
        'object-missing',
        `The content of ${entry.path} (${entry.id}) is not in the repository.`,
        'Check the stacks repository with git fsck, or push the revision again.',
      )
    },
  }
}

/** The content at a path, or why there is none. */
export async function readPath(files: RevisionFiles, path: string): Promise<FileRead> {
  const found = files.find(path)
  return found.kind === 'file' ? { kind: 'file', bytes: await files.read(found.entry) } : found
}
