import { RepositoryError } from '../repository-error.ts'
import { MAX_FILE_BYTES, type TreeListing } from '../revision/tree-listing.ts'
import type { StackFiles } from './stack-files.ts'

const MAX_STACKS = 5_000
/** Compose files, settings and variables together: their reading takes seconds for each 10 MiB. */
const MAX_MEBIBYTES = 64

/** Throws for a revision that would keep the one thread busy for minutes; none of it is read then. */
export function checkBounds(stacks: readonly StackFiles[], listing: TreeListing): void {
  if (stacks.length > MAX_STACKS) {
    throw tooMany(`${stacks.length} stacks, which is more than ${MAX_STACKS}`)
  }
  let bytes = 0
  for (const { compose, settings, variables } of stacks) {
    for (const path of [...compose, ...settings, ...variables]) {
      const { sizeBytes = 0 } = listing.entries.get(path) ?? {}
      // One that is too large is not read, and named by its own problem.
      if (sizeBytes <= MAX_FILE_BYTES) bytes += sizeBytes
    }
  }
  if (bytes > MAX_MEBIBYTES * 1024 * 1024) {
    throw tooMany(`${bytes} bytes of stacks, which is more than ${MAX_MEBIBYTES} MiB`)
  }
}

function tooMany(what: string): RepositoryError {
  return new RepositoryError(
    'too-many-stacks',
    `This revision has ${what}.`,
    'Split the stacks between several repositories.',
  )
}
