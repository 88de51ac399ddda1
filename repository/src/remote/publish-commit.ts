import { setTimeout as sleep } from 'node:timers/promises'
import { RepositoryError } from '../repository-error.ts'
import { followBranch, type Mirror } from './follow-branch.ts'
import { lookAtRemote } from './look-at-remote.ts'
import { type PushAnswer, pushRefs } from './push-refs.ts'
import { ANSWER_WAITS_MS, LOOK_TIMEOUT_MS, TRANSFER_TIMEOUT_MS } from './remote-options.ts'
import { unreachable } from './remote-words.ts'

/**
 * Pushes a commit that was made on `from` (the null id: on nothing) to the remote's branch, never forced; the mirror moves
 * after the remote took it. False where the branch moved on: the mirror is then where the remote is. A push whose answer
 * was lost is looked for on the remote. Throws RepositoryError `push-declined` where the remote's rules forbid it.
 */
export async function publishCommit(mirror: Mirror, from: string, to: string): Promise<boolean> {
  const { git, remote, ref, options } = mirror
  const timeoutMs = options.transferTimeoutMs ?? TRANSFER_TIMEOUT_MS
  const answer = (await pushRefs(remote, new Map([[ref, to]]), timeoutMs)).get(ref)
  if (answer?.verdict === 'taken') {
    // Not where it was where a fetch saw the commit, or one on top of it, before us.
    await git.moveRef(ref, from, to)
    return true
  }
  return settle(mirror, from, to, answer)
}

/** What became of a commit that the remote didn't say it took. */
async function settle(
  mirror: Mirror,
  from: string,
  to: string,
  answer: PushAnswer | undefined,
): Promise<boolean> {
  const { git, remote, ref, options } = mirror
  const before = /^0+$/u.test(from) ? undefined : from
  const words = answer?.words ?? ''
  const lost = answer === undefined || answer.verdict === 'no-answer'
  const waits = lost ? (options.answerWaitsMs ?? ANSWER_WAITS_MS) : [0]
  for (const wait of waits) {
    await sleep(wait)
    const seen = await lookAtRemote(remote, ref, options.lookTimeoutMs ?? LOOK_TIMEOUT_MS)
    if (seen === before) continue
    await followBranch(mirror)
    const contains = await git.run(['merge-base', '--is-ancestor', to, ref], { allow: 'any' })
    return contains.status === 0
  }
  if (answer?.verdict === 'moved-on') return false
  if (lost) throw unreachable(remote.address, lostWords(words))
  throw new RepositoryError(
    'push-declined',
    `${remote.address} does not take the commit${words === '' ? '.' : `: ${words}`}`,
    'Let the account that Kesako pushes by write to this branch, or make the change there.',
  )
}

function lostWords(words: string): string {
  const said = words === '' ? '' : ` (${words})`
  return ` to the end of a push${said}. The branch has not moved; should the commit still arrive, it is deployed.`
}
