import type { ObjectFormat } from '../git/object-format.ts'
import { objectId } from '../git/object-format.ts'
import type { FileChange } from '../repository-api.ts'
import type { RevisionFiles } from './revision-files.ts'
import type { TreeEntry, TreeListing } from './tree-listing.ts'
import { listEntries, lookup } from './tree-listing.ts'

/** Files as they would be after changes that nobody committed. Contents have the ids that Git would give them. */
export function changeFiles(
  base: RevisionFiles,
  changes: readonly FileChange[],
  format: ObjectFormat,
): RevisionFiles {
  const entries = new Map(base.listing.entries)
  const contents = new Map<TreeEntry, Uint8Array>()
  for (const { path, content } of changes) {
    entries.delete(path)
    if (content === null) continue
    const entry: TreeEntry = {
      path,
      kind: 'file',
      executable: false,
      id: objectId(format, 'blob', content),
      sizeBytes: content.length,
    }
    entries.set(path, entry)
    contents.set(entry, content)
  }
  const listing: TreeListing = listEntries(entries)
  return {
    listing,
    find: (path) => lookup(listing, path),
    async read(entry) {
      return contents.get(entry) ?? base.read(entry)
    },
  }
}
