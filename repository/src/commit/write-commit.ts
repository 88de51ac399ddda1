import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Git } from '../git/git.ts'
import { nullId, objectId } from '../git/object-format.ts'
import type { CommitRequest, CommitResult, FileChange } from '../repository-api.ts'
import { RepositoryError } from '../repository-error.ts'
import type { TreeListing } from '../revision/tree-listing.ts'
import { listEntries } from '../revision/tree-listing.ts'
import { checkChanges } from './commit-paths.ts'
import { messageWithTrailers } from './message-with-trailers.ts'

export interface CommitContext {
  readonly git: Git
  /** Full name of the branch's ref. */
  readonly ref: string
  /** Moves the branch; false where it isn't at `from` any more. */
  readonly move: (from: string | undefined, to: string) => Promise<boolean>
  readonly readHead: () => Promise<string | undefined>
  readonly list: (revision: string) => Promise<TreeListing>
}

/** Commits on the branch without a checkout; the branch moves only if it still is at the expected head. */
export async function writeCommit(
  { git, ref, move, readHead, list }: CommitContext,
  request: CommitRequest,
): Promise<CommitResult> {
  const head = await readHead()
  if (head !== request.expectedHead) return { kind: 'conflict', head }
  const listing = head === undefined ? listEntries(new Map()) : await list(head)
  checkChanges(request.changes, listing)
  const format = await git.format()
  const changes = request.changes.filter(({ path, content }) => {
    const entry = listing.entries.get(path)
    if (content === null) return entry !== undefined
    return entry?.kind !== 'file' || entry.id !== objectId(format, 'blob', content)
  })
  if (changes.length === 0 && head !== undefined) return { kind: 'unchanged', revision: head }

  const tree = await writeTree(git, head, listing, changes)
  const revision = await commitTree(git, tree, head, request)
  if (await move(head, revision)) {
    return { kind: 'committed', revision }
  }
  const now = await readHead()
  if (now !== head) return { kind: 'conflict', head: now }
  throw new RepositoryError(
    'git-failed',
    `${ref} can't be moved: it is locked, or its file can't be written.`,
    'Remove a stale .lock file beside the ref, and see that Kesako may write to the repository.',
  )
}

async function writeTree(
  git: Git,
  head: string | undefined,
  listing: TreeListing,
  changes: readonly FileChange[],
): Promise<string> {
  const none = nullId(await git.format())
  const index = join(tmpdir(), `kesako-index-${randomUUID()}`)
  const environment = { GIT_INDEX_FILE: index }
  // Deletions first: a folder can become a file only after what it holds is gone.
  const deletions = changes.filter(({ content }) => content === null)
  const records = deletions.map(({ path }) => `0 ${none}\t${path}\0`)
  for (const { path, content } of changes) {
    if (content === null) continue
    const blob = await git.writeObject({ type: 'blob', body: content })
    const executable = listing.entries.get(path)?.executable === true
    records.push(`${executable ? '100755' : '100644'} ${blob}\t${path}\0`)
  }
  try {
    if (head !== undefined) await git.run(['read-tree', head], { environment })
    await git.run(['update-index', '-z', '--index-info'], {
      environment,
      input: records.join(''),
    })
    const { stdout } = await git.run(['write-tree'], { environment })
    return stdout.toString('latin1').trim()
  } finally {
    await rm(index, { force: true })
  }
}

async function commitTree(
  git: Git,
  tree: string,
  parent: string | undefined,
  request: CommitRequest,
): Promise<string> {
  const parents = parent === undefined ? [] : ['-p', parent]
  const { stdout } = await git.run(['commit-tree', tree, ...parents, '-F', '-'], {
    input: messageWithTrailers(request),
    environment: {
      GIT_AUTHOR_NAME: nameOf(request.author.name, 'unknown'),
      GIT_AUTHOR_EMAIL: nameOf(request.author.email, 'unknown@kesako.invalid'),
      GIT_COMMITTER_NAME: 'Kesako',
      GIT_COMMITTER_EMAIL: 'kesako@kesako.invalid',
    },
  })
  return stdout.toString('latin1').trim()
}

/** Git refuses a name of nothing but punctuation, and one with angle brackets would change the header. */
function nameOf(text: string, otherwise: string): string {
  const name = text.replaceAll(/[\p{Cc}<>\s]+/gu, ' ').trim()
  return /[\p{L}\p{N}]/u.test(name) ? name : otherwise
}
