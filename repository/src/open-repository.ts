import { resolve } from 'node:path'
import { hasErrors, renderStack } from '@kesako/core'
import { checkChanges } from './commit/commit-paths.ts'
import { writeCommit } from './commit/write-commit.ts'
import { listDefinitions } from './definitions/list-definitions.ts'
import { branchRef } from './git/branch-name.ts'
import type { Git } from './git/git.ts'
import { createGit } from './git/git.ts'
import { isObjectId, nullId } from './git/object-format.ts'
import { readRefValue } from './git/ref-value.ts'
import { createJournal } from './journal/journal.ts'
import type { LoadCache } from './load-cache.ts'
import { createLoadCache, scratchCaches } from './load-cache.ts'
import type { RecentCache } from './recent-cache.ts'
import type {
  CommitRequest,
  CommitResult,
  Head,
  RevisionState,
  StackAtRevision,
  StacksRepository,
} from './repository-api.ts'
import { refuseMirror } from './remote/mirror-mark.ts'
import { headBeforeContact, refuseNewBranch } from './remote/missing-branch.ts'
import { IDENTITY_REF } from './remote/remote-journal.ts'
import { createRemoteMirror } from './remote/remote-mirror.ts'
import type { RemoteOptions } from './remote/remote-options.ts'
import { RepositoryError } from './repository-error.ts'
import { commitsOf, orderOf } from './revision/commits-of.ts'
import { createHistory } from './revision/history.ts'
import { isAncestor } from './revision/is-ancestor.ts'
import { loadRevision } from './revision/load-revision.ts'
import { changeFiles } from './revision/changed-files.ts'
import type { RevisionFiles } from './revision/revision-files.ts'
import { createRevisionFiles, readPath } from './revision/revision-files.ts'
import type { TreeListing } from './revision/tree-listing.ts'
import { treeDifference } from './revision/tree-difference.ts'
import { listEntries, parseTreeListing } from './revision/tree-listing.ts'
import type { Digest } from './stacks/inputs-digest.ts'
import type { LoadCaches, LoadContext } from './stacks/load-stack-at-revision.ts'

export interface RepositoryOptions {
  /** Top folder: bare, or with a work tree. */
  readonly path: string
  /** Default `main`. */
  readonly branch?: string
  /** The `git` program. Default `git`. */
  readonly git?: string
  /**
   * Added to the otherwise empty environment of `git`: `GIT_OBJECT_DIRECTORY`, `GIT_ALTERNATE_OBJECT_DIRECTORIES`
   * and `GIT_QUARANTINE_PATH` of a push, with which nothing can be written.
   */
  readonly environment?: Readonly<Record<string, string>>
  /** Hex digest of bytes, or of text in UTF-8. */
  readonly digest: Digest
  /** Deploy-time variables of the process: `KESAKO_VAR_*`, without the prefix. */
  readonly variables: ReadonlyMap<string, string>
  /** Shared by repositories that are opened side by side. Default: one of its own. */
  readonly cache?: LoadCache
  /** Where the branch comes from and commits go; `path` is a bare repository that mirrors it. */
  readonly remote?: RemoteOptions
}

/** A tree of about half a million files. */
const MAX_LISTING_BYTES = 64 * 1024 * 1024
const MAX_COMMIT_BYTES = 1024 * 1024

/** Opens a stacks repository; nothing runs before the first call. Close it, for its processes stay alive. */
export function openRepository(options: RepositoryOptions): StacksRepository {
  const branch = options.branch ?? 'main'
  const ref = branchRef(branch)
  const cache = options.cache ?? createLoadCache()
  const variablesKey = options.digest(JSON.stringify(sortedByName(options.variables)))
  const git = createGit({
    path: options.path,
    ...(options.git === undefined ? {} : { program: options.git }),
    ...(options.environment === undefined ? {} : { environment: options.environment }),
  })
  const history = createHistory(git, cache.roots)
  const mirrored =
    options.remote === undefined
      ? undefined
      : createRemoteMirror(git, options.path, ref, options.remote)

  function list(revision: string): Promise<TreeListing> {
    return remember(cache.listings, revision, async () => {
      const { stdout } = await git.run(
        ['ls-tree', '-r', '-z', '-l', '--full-tree', revision, '--'],
        {
          maxBytes: MAX_LISTING_BYTES,
        },
      )
      return parseTreeListing(stdout)
    })
  }

  function loadAll(revision: string): Promise<RevisionState> {
    return remember(cache.states, `${revision} ${variablesKey}`, async () => {
      const [listing, roots] = await Promise.all([list(revision), history.rootsOf(revision)])
      cache.advance()
      return loadRevision(revision, roots, contextOf(createRevisionFiles(git, listing)))
    })
  }

  function contextOf(files: RevisionFiles, caches: LoadCaches = cache): LoadContext {
    const { digest, variables } = options
    return { files, caches, digest, variables, variablesKey }
  }

  async function refId(ref: string): Promise<string | undefined> {
    const answer = await git.objects.read(ref, MAX_COMMIT_BYTES)
    return answer.kind === 'missing' ? undefined : answer.id
  }

  async function move(from: string | undefined, to: string): Promise<boolean> {
    if (mirrored !== undefined) return mirrored.publish(from, to)
    return git.moveRef(ref, from ?? nullId(await git.format()), to)
  }

  async function commit(request: CommitRequest): Promise<CommitResult> {
    const written = { git, ref, move, readHead: () => refId(ref), list }
    if (mirrored === undefined) {
      await refuseMirror(options.path)
      return writeCommit(written, request)
    }
    return mirrored.inTurn(async () => {
      await mirrored.refresh()
      if (request.expectedHead === undefined) {
        await refuseNewBranch(mirrored.remote.url, branch, refId)
      }
      return writeCommit(written, request)
    })
  }

  return {
    path: resolve(options.path),
    branch,
    ...(mirrored === undefined ? {} : { remote: mirrored.remote }),
    async head() {
      const head = await readHead(git, ref)
      return mirrored === undefined || mirrored.isKnown()
        ? head
        : headBeforeContact(head, mirrored.remote)
    },
    async resolve(name) {
      const args = ['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`]
      const { stdout } = await git.run(args, { allow: [1, 128] })
      const revision = stdout.toString('latin1').trim()
      return isObjectId(revision) ? revision : undefined
    },
    async load(revision, how) {
      await checkRevision(revision, history.commitInfo)
      const state = await loadAll(revision)
      if (how?.changedSince === undefined) return state
      await checkRevision(how.changedSince, history.commitInfo)
      // A stack may also be broken by another one, which it depends on.
      const mark = ({ inputsDigest, problems }: StackAtRevision): string =>
        `${inputsDigest} ${hasErrors(problems)}`
      const before = new Map(
        (await loadAll(how.changedSince)).stacks.map((stack) => [stack.name, mark(stack)]),
      )
      const stacks = state.stacks.filter((stack) => before.get(stack.name) !== mark(stack))
      return { ...state, stacks }
    },
    commitInfo: history.commitInfo,
    contains: (revision, ancestor) => isAncestor(git, ancestor, revision),
    async difference(before, after) {
      const old = before === undefined ? listEntries(new Map()) : await list(before)
      if (typeof after === 'string') return treeDifference(old, await list(after))
      const files = changeFiles(createRevisionFiles(git, old), after, await git.format())
      return treeDifference(old, files.listing)
    },
    lastCommit: history.lastCommit,
    commitsOf: (revision, paths, range) =>
      commitsOf(git, history.commitInfo, revision, paths, range),
    order: (revision, limit) => orderOf(git, revision, limit),
    async readFile(revision, path) {
      const file = await readPath(createRevisionFiles(git, await list(revision)), path)
      if (file.kind === 'too-large') {
        throw new RepositoryError(
          'file-too-large',
          `${path} has ${file.sizeBytes} bytes, which is more than ${file.limitBytes}.`,
          'Read it with Git itself.',
        )
      }
      return file.kind === 'file' ? file.bytes : undefined
    },
    definitions: async (revision, only) =>
      listDefinitions(createRevisionFiles(git, await list(revision)), options.digest, only),
    render: (definition, given) => renderStack(definition, given, options.digest),
    commit,
    async preview(base, changes, how) {
      const listing = base === undefined ? listEntries(new Map()) : await list(base)
      checkChanges(changes, listing)
      const roots = base === undefined ? [] : await history.rootsOf(base)
      const files = changeFiles(createRevisionFiles(git, listing), changes, await git.format())
      return loadRevision(base ?? '', roots, contextOf(files, scratchCaches(cache)), how?.only)
    },
    identity: () => refId(IDENTITY_REF),
    async setIdentity(root) {
      await checkRevision(root, history.commitInfo)
      const from = (await refId(IDENTITY_REF)) ?? nullId(await git.format())
      if (from !== root && !(await git.moveRef(IDENTITY_REF, from, root))) {
        throw new RepositoryError(
          'git-failed',
          `${IDENTITY_REF} can't be written: it is locked, or another process writes it.`,
          'Try again; remove a stale .lock file beside the ref.',
        )
      }
    },
    journal: createJournal(git),
    async close() {
      mirrored?.close()
      git.close()
    },
  }
}

/** A ref that the living process does not find is looked at again, to tell a missing branch from a broken one. */
async function readHead(git: Git, ref: string): Promise<Head> {
  try {
    const answer = await git.objects.read(`${ref}^{commit}`, MAX_COMMIT_BYTES)
    if (answer.kind !== 'missing') return { kind: 'revision', revision: answer.id }
    const { id, complaint } = await readRefValue(git, ref)
    if (id === undefined && complaint === undefined) return { kind: 'no-branch' }
    const reason = complaint ?? `${ref} points to ${id}, which is no commit of this repository.`
    return { kind: 'unreadable', reason }
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) }
  }
}

async function checkRevision(
  revision: string,
  commitInfo: (revision: string) => Promise<unknown>,
): Promise<void> {
  if (isObjectId(revision)) {
    await commitInfo(revision)
    return
  }
  throw new RepositoryError(
    'revision-unknown',
    `${JSON.stringify(revision.slice(0, 100))} is no full commit id.`,
    'Resolve it to one first.',
  )
}

function sortedByName(variables: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  return [...variables].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

/** A promise that failed is not remembered. */
function remember<V>(
  cache: RecentCache<Promise<V>>,
  key: string,
  make: () => Promise<V>,
): Promise<V> {
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  cache.set(key, made)
  made.catch(() => {
    cache.delete(key)
  })
  return made
}
