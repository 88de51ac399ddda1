import type { Deployment } from '@kesako/core'
import type { Git } from '../git/git.ts'
import { flatTree } from '../git/loose-object.ts'
import { isObjectId, nullId, objectId } from '../git/object-format.ts'
import { readRefValue } from '../git/ref-value.ts'
import type { Journal } from '../repository-api.ts'
import { RepositoryError } from '../repository-error.ts'
import {
  ENTRY_FILE,
  entryAuthor,
  entryMessage,
  MAX_ENTRY_BYTES,
  readEntry,
  writeEntry,
} from './entry.ts'
import { JOURNAL_PREFIX, journalRef, stackOfRef } from './entry-ref.ts'
import { foldEntries } from './fold-entries.ts'

/** How often an entry is written again when another process was faster. */
const ATTEMPTS = 16

/** Entries between two looks whether Git should pack what piled up. */
const ENTRIES_UNTIL_PACKING = 500

export function createJournal(git: Git): Journal {
  /** Newest entries by their commit: a journal whose ref did not move is not read again. */
  let newest = new Map<string, Deployment>()
  const writing = new Map<string, Promise<void>>()
  let entries = 0

  /** Git decides whether it is time, and works in the background; not packing yet does no harm. */
  function pack(): void {
    git.run(['gc', '--auto', '--quiet'], { allow: [1, 128, 255] }).catch(() => {})
  }

  async function readCommit(commit: string): Promise<Deployment | undefined> {
    const answer = await git.objects.read(`${commit}:${ENTRY_FILE}`, MAX_ENTRY_BYTES)
    return answer.kind === 'object' ? readEntry(answer.body) : undefined
  }

  async function readable(name: string): Promise<string | undefined> {
    const answer = await git.objects.read(name, MAX_ENTRY_BYTES).catch(() => undefined)
    return answer?.kind === 'object' ? answer.id : undefined
  }

  async function append(deployment: Deployment, at: string): Promise<void> {
    const ref = journalRef(deployment.stack)
    const format = await git.format()
    const body = writeEntry(deployment)
    const tree = flatTree(new Map([[ENTRY_FILE, objectId(format, 'blob', body)]]))
    // Ids are known before anything is written, so that all writes go side by side.
    const contents = Promise.all([
      git.writeObject({ type: 'blob', body }),
      git.writeObject({ type: 'tree', body: tree }),
    ])
    // Awaited below; a failure in between must not end the process as one that nobody saw.
    contents.catch(() => {})
    const treeId = objectId(format, 'tree', tree)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const parent = await readable(ref)
      // A commit that was lost with a disk is still the value that the ref moves from.
      const from = parent ?? (attempt === 0 ? undefined : (await readRefValue(git, ref)).id)
      const [commit] = await Promise.all([
        git.writeObject({ type: 'commit', body: commitBody(deployment, at, treeId, parent) }),
        contents,
      ])
      if (await git.moveRef(ref, from ?? nullId(format), commit)) {
        if (parent !== undefined) newest.delete(parent)
        newest.set(commit, deployment)
        return
      }
    }
    throw new RepositoryError(
      'journal-busy',
      `The journal of the stack ${deployment.stack} can't be written: its ref ${ref} is locked, or others keep moving it.`,
      'Stop other writers of this repository; remove a stale .lock file beside the ref.',
    )
  }

  /** Entries of one stack wait for each other, so that only other processes make an attempt fail. */
  async function enqueue(deployment: Deployment, at: string): Promise<void> {
    const before = writing.get(deployment.stack)
    const written = (before ?? Promise.resolve()).then(() => append(deployment, at))
    const settled = written.catch(() => {})
    writing.set(deployment.stack, settled)
    if (++entries % ENTRIES_UNTIL_PACKING === 0) pack()
    await written.finally(() => {
      if (writing.get(deployment.stack) === settled) writing.delete(deployment.stack)
    })
  }

  return {
    start: (deployment) => enqueue(deployment, deployment.startedAt),
    end: (deployment) => enqueue(deployment, deployment.end?.endedAt ?? deployment.startedAt),

    async history(stack, limit) {
      // Start and end are two entries at most, so twice the limit is enough.
      const count = String(Math.min(Math.max(Math.trunc(limit), 0), 10_000) * 2)
      const tip = await readable(journalRef(stack))
      if (tip === undefined) return []
      const listed = await git.run(['rev-list', `--max-count=${count}`, tip, '--'])
      const commits = listed.stdout.toString('latin1').split('\n').filter(isObjectId)
      const entries = await Promise.all(commits.map(readCommit))
      return foldEntries(
        entries.filter((entry) => entry !== undefined),
        limit,
      )
    },

    async latest() {
      const { stdout } = await git.run([
        'for-each-ref',
        '--format=%(objectname) %(refname)',
        JOURNAL_PREFIX,
      ])
      const refs = stdout
        .toString('utf8')
        .split('\n')
        .flatMap((line) => {
          const [commit = '', ref = ''] = line.split(' ')
          const stack = stackOfRef(ref)
          return stack === undefined || !isObjectId(commit) ? [] : [{ stack, commit }]
        })
      const read = new Map<string, Deployment>()
      const byStack = new Map<string, Deployment>()
      await Promise.all(
        refs.map(async ({ stack, commit }) => {
          const entry = newest.get(commit) ?? (await readCommit(commit))
          if (entry === undefined) return
          read.set(commit, entry)
          byStack.set(stack, entry)
        }),
      )
      newest = read
      return byStack
    },
  }
}

/** Dates come from the deployment, so that the same entry after the same entry is the same commit. */
function commitBody(
  deployment: Deployment,
  at: string,
  tree: string,
  parent: string | undefined,
): Buffer {
  const time = Date.parse(at)
  const seconds = Math.floor((Number.isNaN(time) ? 0 : time) / 1_000)
  const lines = [
    `tree ${tree}`,
    ...(parent === undefined ? [] : [`parent ${parent}`]),
    `author ${entryAuthor(deployment.actor)} ${seconds} +0000`,
    `committer Kesako <kesako@kesako.invalid> ${seconds} +0000`,
    '',
    entryMessage(deployment),
  ]
  return Buffer.from(lines.join('\n'))
}
