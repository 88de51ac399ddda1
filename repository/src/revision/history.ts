import type { Git } from '../git/git.ts'
import { isObjectId } from '../git/object-format.ts'
import { createRecentCache } from '../recent-cache.ts'
import type { CommitInfo } from '../repository-api.ts'
import { RepositoryError } from '../repository-error.ts'
import type { CommitObject } from './commit-object.ts'
import { parseCommit } from './commit-object.ts'
import type { Touches } from './last-touches.ts'
import { readTouches } from './last-touches.ts'
import type { KnownRoots } from './root-commits.ts'
import { createRootFinder } from './root-commits.ts'

/** Longest commit object that is read: 1 MiB of message and signatures. */
const MAX_COMMIT_BYTES = 1024 * 1024

/** Questions about the commits of a repository. */
export interface History {
  readonly commitInfo: (revision: string) => Promise<CommitInfo>
  readonly lastCommit: (
    revision: string,
    paths: readonly string[],
  ) => Promise<CommitInfo | undefined>
  readonly rootsOf: (revision: string) => Promise<readonly string[]>
}

export function createHistory(git: Git, knownRoots: KnownRoots): History {
  const commits = createRecentCache<CommitObject>(2_000)
  const walks = createRecentCache<Promise<Touches>>(4)
  let latest: Promise<Touches> | undefined

  async function readCommit(revision: string): Promise<CommitObject> {
    const known = commits.get(revision)
    if (known !== undefined) return known
    const answer = isObjectId(revision)
      ? await git.objects.read(revision, MAX_COMMIT_BYTES)
      : { kind: 'missing' as const }
    if (answer.kind !== 'object' || answer.type !== 'commit') {
      throw new RepositoryError(
        'revision-unknown',
        `${revision} is no commit of the stacks repository.`,
        'Push it first, or name another revision.',
      )
    }
    const commit = parseCommit(revision, answer.body)
    commits.set(revision, commit)
    return commit
  }

  /** Walks wait for each other, so that the second starts from what the first found. */
  function touchesOf(revision: string): Promise<Touches> {
    const walked = walks.get(revision)
    if (walked !== undefined) return walked
    const before = latest?.catch(() => undefined) ?? Promise.resolve(undefined)
    const walk = before.then((known) => readTouches(git, revision, known))
    latest = walk
    walks.set(revision, walk)
    walk.catch(() => {
      walks.delete(revision)
    })
    return walk
  }

  async function lastCommit(
    revision: string,
    paths: readonly string[],
  ): Promise<CommitInfo | undefined> {
    if (paths.length === 0) return undefined
    const { byPath } = await touchesOf(revision)
    let newest: { readonly commit: string; readonly rank: number } | undefined
    for (const path of paths) {
      const touch = byPath.get(path)
      if (touch !== undefined && (newest === undefined || touch.rank > newest.rank)) newest = touch
    }
    const commit = newest?.commit ?? (await askGit(git, revision, paths))
    return commit === undefined ? undefined : (await readCommit(commit)).info
  }

  return {
    commitInfo: async (revision) => (await readCommit(revision)).info,
    lastCommit,
    rootsOf: createRootFinder(git, readCommit, knownRoots),
  }
}

/** For what only merges touched, and what is older than the walk. */
async function askGit(
  git: Git,
  revision: string,
  paths: readonly string[],
): Promise<string | undefined> {
  const { stdout } = await git.run(['rev-list', '--max-count=1', revision, '--', ...paths])
  const commit = stdout.toString('latin1').trim()
  return isObjectId(commit) ? commit : undefined
}
