import type { RemoteGit } from './remote-git.ts'
import { remoteFailed, remoteWords } from './remote-words.ts'
import { declineReason, type PushVerdict, readPushReport } from './push-report.ts'

export interface PushAnswer {
  readonly verdict: PushVerdict | 'no-answer'
  /** What the remote said, fit for a message. */
  readonly words: string
}

/** Pushes commits to refs of the remote: plain, never forced. Throws where the remote wasn't reached at all. */
export async function pushRefs(
  remote: RemoteGit,
  refs: ReadonlyMap<string, string>,
  timeoutMs: number,
): Promise<ReadonlyMap<string, PushAnswer>> {
  const refspecs = [...refs].map(([ref, id]) => `${id}:${ref}`)
  const output = await remote.run({
    args: ['push', '--porcelain', '--no-verify', '--', remote.address, ...refspecs],
    timeoutMs,
    anyStatus: true,
  })
  const text = output.stdout.toString('utf8')
  const report = readPushReport(text)
  if (report.size === 0) {
    const failure = remoteFailed(remote.address, output.stderr, output.secret)
    // Said before anything was sent.
    if (failure.code !== 'remote-unreachable') throw failure
  }
  const answers = [...refs.keys()].map((ref) => {
    const said = remoteWords(`${output.stderr}\n${declineReason(text, ref)}`, output.secret)
    return [ref, { verdict: report.get(ref) ?? 'no-answer', words: said }] as const
  })
  return new Map(answers)
}
