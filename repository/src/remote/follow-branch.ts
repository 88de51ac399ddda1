import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Git } from '../git/git.ts'
import { nullId } from '../git/object-format.ts'
import { readRefValue } from '../git/ref-value.ts'
import { RepositoryError } from '../repository-error.ts'
import { lookAtRemote } from './look-at-remote.ts'
import type { RemoteGit } from './remote-git.ts'
import {
  LOOK_TIMEOUT_MS,
  MAX_FETCH_BYTES,
  type RemoteOptions,
  TRANSFER_TIMEOUT_MS,
} from './remote-options.ts'

export interface Mirror {
  /** Its top folder. */
  readonly path: string
  readonly git: Git
  readonly remote: RemoteGit
  /** Full name of the branch, here and there. */
  readonly ref: string
  readonly options: RemoteOptions
  /** Called when the branch was moved by others. */
  readonly onMoved: () => void
}

/** What was fetched last; keeps its objects until the branch is there. */
const FETCHED = 'refs/kesako/fetched'
/** Fetches what is named, and nothing else; the address follows. */
export const FETCH: readonly string[] = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--refmap=',
  '--',
]

/** Commits and pushes of this process may move the mirror meanwhile. */
const ATTEMPTS = 4

/**
 * Makes the mirror's branch equal to the remote's, whatever that is: further, rewritten, or gone. One `ls-remote` where
 * it is equal already. Nothing moves where something fails.
 */
export async function followBranch(mirror: Mirror): Promise<void> {
  const { git, remote, ref, options } = mirror
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await refValue(git, ref, attempt)
    const seen = await lookAtRemote(remote, ref, options.lookTimeoutMs ?? LOOK_TIMEOUT_MS)
    if (seen === before) return
    const none = nullId(await git.format())
    const after = seen === undefined ? none : await fetchBranch(mirror)
    // Equal where the remote moved back between look and fetch.
    if (after === before) return
    if (await git.moveRef(ref, before ?? none, after)) {
      mirror.onMoved()
      return
    }
  }
  throw new RepositoryError(
    'git-failed',
    `${ref} of the mirror can't be moved: it is locked, or its file can't be written.`,
    'Remove a stale .lock file beside the ref, and see that Kesako may write to the repository.',
  )
}

/** Fetches the branch alone and gives its commit. */
async function fetchBranch({ path, git, remote, ref, options }: Mirror): Promise<string> {
  try {
    await remote.run({
      args: [...FETCH, remote.address, `+${ref}:${FETCHED}`],
      timeoutMs: options.transferTimeoutMs ?? TRANSFER_TIMEOUT_MS,
      maxFileBytes: options.maxFetchBytes ?? MAX_FETCH_BYTES,
    })
  } catch (error) {
    await removeUnfinishedPacks(path)
    throw error
  }
  const { id } = await readRefValue(git, FETCHED)
  if (id !== undefined) return id
  throw new RepositoryError('git-failed', `${FETCHED} is not there after a fetch.`, 'Try again.')
}

/** The living reader knows refs that are well; one whose object is lost still has a value to move from. */
async function refValue(git: Git, ref: string, attempt: number): Promise<string | undefined> {
  const answer = attempt === 0 ? await git.objects.read(ref, MAX_COMMIT_BYTES) : undefined
  return answer?.kind === 'object' ? answer.id : (await readRefValue(git, ref)).id
}

const MAX_COMMIT_BYTES = 1024 * 1024

/** Git leaves them when a fetch is cut off; nothing else writes packs into a mirror under these names. */
async function removeUnfinishedPacks(path: string): Promise<void> {
  const folder = join(resolve(path), 'objects/pack')
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    if (/^tmp_(?:pack|idx|rev)_/u.test(name)) await rm(join(folder, name), { force: true })
  }
}
