import type { RemoteCredentials } from './remote-access.ts'
import type { RemoteUrl } from './remote-url.ts'

/** A Git remote that says what shall run; the repository in `path` is its mirror. */
export interface RemoteOptions {
  readonly url: RemoteUrl
  readonly credentials: RemoteCredentials
  /** Milliseconds since 1970, for what is shown. */
  readonly now: () => number
  /** Where the journal is kept on the remote: `refs/kesako`, or heads such as `refs/heads/kesako`. Undefined: nowhere. */
  readonly journalRefs: string | undefined
  /** Longest time for a look at the branch. Default 15 000 ms. */
  readonly lookTimeoutMs?: number
  /** Longest time for a fetch or a push. Default 120 000 ms. */
  readonly transferTimeoutMs?: number
  /** Longest pack that is fetched. Default 1 GiB. */
  readonly maxFetchBytes?: number
  /** Waits before a push without an answer is looked for on the remote. Default 0, 500 and 1 500 ms. */
  readonly answerWaitsMs?: readonly number[]
}

export const LOOK_TIMEOUT_MS = 15_000
export const TRANSFER_TIMEOUT_MS = 120_000
export const MAX_FETCH_BYTES = 1024 * 1024 * 1024
export const ANSWER_WAITS_MS: readonly number[] = [0, 500, 1500]
