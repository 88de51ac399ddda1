import type { Git } from '../git/git.ts'
import { isObjectId } from '../git/object-format.ts'
import { createRecentCache, type RecentCache } from '../recent-cache.ts'
import type { CommitObject } from './commit-object.ts'

/** Commits looked at one by one before Git walks the whole history. */
const STEPS = 100

/** Root commits by revision. True for every repository that has the revision. */
export type KnownRoots = RecentCache<readonly string[]>

/** Revisions whose roots are kept; what is asked for stays. */
const KEPT = 64

export function createKnownRoots(): KnownRoots {
  return createRecentCache(KEPT)
}

/** Finds the root commits of a revision, remembering those of earlier revisions. */
export type RootFinder = (revision: string) => Promise<readonly string[]>

/** A push adds a few commits to a revision whose roots are known: these few are read, not the history. */
export function createRootFinder(
  git: Git,
  readCommit: (revision: string) => Promise<CommitObject>,
  known: KnownRoots,
): RootFinder {
  async function walkToKnown(revision: string): Promise<readonly string[] | undefined> {
    const roots = new Set<string>()
    const seen = new Set<string>([revision])
    for (const commit of seen) {
      const there = known.get(commit)
      if (there !== undefined) {
        for (const root of there) roots.add(root)
        continue
      }
      if (seen.size > STEPS) return undefined
      const { parents } = await readCommit(commit)
      if (parents.length === 0) roots.add(commit)
      for (const parent of parents) seen.add(parent)
    }
    return [...roots].toSorted()
  }

  async function walkAll(revision: string): Promise<readonly string[]> {
    const { stdout } = await git.run(['rev-list', '--max-parents=0', revision, '--'])
    return stdout.toString('latin1').split('\n').filter(isObjectId).toSorted()
  }

  return async (revision) => {
    const roots =
      known.get(revision) ??
      (known.size === 0 ? undefined : await walkToKnown(revision).catch(() => undefined)) ??
      (await walkAll(revision))
    known.set(revision, roots)
    return roots
  }
}
