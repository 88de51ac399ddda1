import type { PathChange } from '../repository-api.ts'
import type { TreeListing } from './tree-listing.ts'

/** Paths whose entry is not the same in two trees, sorted; a change of the executable bit counts. */
export function treeDifference(before: TreeListing, after: TreeListing): readonly PathChange[] {
  const changes: PathChange[] = []
  for (const [path, entry] of before.entries) {
    const now = after.entries.get(path)
    if (now === undefined) changes.push({ path, before: entry.kind })
    else if (
      now.id !== entry.id ||
      now.kind !== entry.kind ||
      now.executable !== entry.executable
    ) {
      changes.push({ path, before: entry.kind, after: now.kind })
    }
  }
  for (const [path, entry] of after.entries) {
    if (!before.entries.has(path)) changes.push({ path, after: entry.kind })
  }
  return changes.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}
