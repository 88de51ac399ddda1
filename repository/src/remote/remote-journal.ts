import type { Git } from '../git/git.ts'
import { isObjectId } from '../git/object-format.ts'
import { JOURNAL_PREFIX, stackOfRef } from '../journal/entry-ref.ts'
import { RepositoryError } from '../repository-error.ts'
import { FETCH, type Mirror } from './follow-branch.ts'
import { readListing } from './look-at-remote.ts'
import { type PushAnswer, pushRefs } from './push-refs.ts'
import { LOOK_TIMEOUT_MS, MAX_FETCH_BYTES, TRANSFER_TIMEOUT_MS } from './remote-options.ts'
import { unreachable } from './remote-words.ts'

/** Where the mirror keeps what is copied to the remote. */
const OWN_REFS = 'refs/kesako'
export const IDENTITY_REF = `${OWN_REFS}/identity`

/** Refs in one push or fetch, so that its argument list stays short. */
const BATCH = 500
const MAX_LISTING_BYTES = 8 * 1024 * 1024

/** Brings journal and identity back into a mirror that has none yet, as that of a new server on an empty data folder. */
export async function restoreJournal(mirror: Mirror, refs: string): Promise<void> {
  const { git, remote, options } = mirror
  if ((await ownRefs(git)).size > 0) return
  const listed = await remote.run({
    args: ['ls-remote', '--quiet', '--', remote.address, `${refs}/*`],
    timeoutMs: options.lookTimeoutMs ?? LOOK_TIMEOUT_MS,
    maxBytes: MAX_LISTING_BYTES,
  })
  const names = [...readListing(listed.stdout.toString('utf8')).keys()]
    .filter((name) => name.startsWith(`${refs}/`))
    .map((name) => ({ there: name, here: `${OWN_REFS}${name.slice(refs.length)}` }))
    .filter(({ here }) => here === IDENTITY_REF || stackOfRef(here) !== undefined)
  for (const batch of batches(names)) {
    await remote.run({
      args: [...FETCH, remote.address, ...batch.map(({ there, here }) => `${there}:${here}`)],
      timeoutMs: options.transferTimeoutMs ?? TRANSFER_TIMEOUT_MS,
      maxFileBytes: options.maxFetchBytes ?? MAX_FETCH_BYTES,
    })
  }
}

/**
 * Pushes the refs that moved since `saved`, which is brought up to date: full names on the remote with their commits.
 * Throws the first refusal after everything else was sent.
 */
export async function saveJournal(
  mirror: Mirror,
  refs: string,
  saved: Map<string, string>,
): Promise<void> {
  const { git, remote, options } = mirror
  const unsaved = [...(await ownRefs(git))]
    .map(([name, id]) => [`${refs}${name.slice(OWN_REFS.length)}`, id] as const)
    .filter(([name, id]) => saved.get(name) !== id)
  let refusal: RepositoryError | undefined
  for (const batch of batches(unsaved)) {
    const timeoutMs = options.transferTimeoutMs ?? TRANSFER_TIMEOUT_MS
    const answers = await pushRefs(remote, new Map(batch), timeoutMs)
    for (const [name, id] of batch) {
      const answer = answers.get(name)
      if (answer?.verdict === 'taken') saved.set(name, id)
      else refusal ??= refused(remote.address, name, answer)
    }
  }
  if (refusal !== undefined) throw refusal
}

async function ownRefs(git: Git): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git.run([
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    JOURNAL_PREFIX,
    IDENTITY_REF,
  ])
  return new Map(
    stdout
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [id = '', name = ''] = line.split(' ')
        return isObjectId(id) ? [[name, id] as const] : []
      }),
  )
}

function batches<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) =>
    all.slice(at * BATCH, (at + 1) * BATCH),
  )
}

function refused(address: string, name: string, answer: PushAnswer | undefined): RepositoryError {
  const words = answer === undefined || answer.words === '' ? '.' : `: ${answer.words}`
  switch (answer?.verdict) {
    case 'moved-on':
      return new RepositoryError(
        'push-declined',
        `${name} on ${address} has entries that this server did not write.`,
        'Give each server that shares a repository a place of its own with --journal-refs.',
      )
    case 'taken':
    case 'declined':
      return new RepositoryError(
        'push-declined',
        `${address} does not take the journal in ${name}${words}`,
        'Let Kesako write there, name heads with --journal-refs refs/heads/kesako, or switch the copy off with --journal-refs none.',
      )
    case 'no-answer':
    case undefined:
      return unreachable(address, words)
  }
}
