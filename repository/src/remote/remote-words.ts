import { redactUrls } from '../git/redact-url.ts'
import { RepositoryError, type RepositoryErrorCode } from '../repository-error.ts'

const MAX_WORDS = 500

/** What a remote or Git said, fit for a message: one line, no control characters, no secret, at most 500 characters. */
export function remoteWords(text: string, secret: string | undefined): string {
  const hidden = secret === undefined ? text : text.replaceAll(secret, '(redacted)')
  const lines = redactUrls(hidden)
    .replaceAll(/\p{Cc}\[[0-9;?]*[a-z]/giu, '')
    .split(/[\r\n]+/u)
    .map((line) =>
      line.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/^(?:fatal|error|remote): */iu, ''),
    )
    .map((line) => line.trim())
    .filter((line) => line !== '' && !NOISE.test(line))
  const words = [...new Set(lines)].join('; ')
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS - 1)}…` : words
}

/** Said in any case, and of no help. */
const NOISE =
  /^(?:Please make sure you have the correct access rights|and the repository exists\.|To (?:https|ssh|file):|To \S+@|hint:|Done$|[!*=] |@+$|failed to push some refs to)/u

interface Reason {
  readonly code: Extract<
    RepositoryErrorCode,
    'remote-access-denied' | 'remote-not-trusted' | 'remote-too-large' | 'remote-unreachable'
  >
  readonly pattern: RegExp
  readonly sentence: string
  readonly remedy: string
}

const REASONS: readonly Reason[] = [
  {
    code: 'remote-not-trusted',
    pattern: /host key|REMOTE HOST IDENTIFICATION|certificate|SSL|no matching host/iu,
    sentence: 'is not who it should be',
    remedy:
      'Compare its key or certificate with what its owner says, then correct known_hosts or the CA file.',
  },
  {
    code: 'remote-access-denied',
    pattern:
      /could not read (?:Username|Password)|Authentication failed|Access denied|Permission denied|returned error: 40[13]|not found|error: 404|does not appear to be a git repository|does not exist|no such (?:repository|project)/iu,
    sentence: 'does not let Kesako in, or has no such repository',
    remedy:
      'Check the address, and that token or key are valid and may read and write the repository.',
  },
  {
    code: 'remote-too-large',
    pattern: /File too large/iu,
    sentence: 'has more than Kesako fetches',
    remedy: 'Keep only what stacks need in the stacks repository.',
  },
]

/** Why a call to a remote failed, from what Git said. */
export function remoteFailed(
  address: string,
  stderr: string,
  secret: string | undefined,
): RepositoryError {
  // Ports and paths have numbers and words of their own.
  const said = stderr.replaceAll(address, '')
  const found = REASONS.find(({ pattern }) => pattern.test(said))
  const words = remoteWords(stderr, secret)
  const because = words === '' ? '.' : `: ${words}`
  if (found === undefined) return unreachable(address, because)
  return new RepositoryError(found.code, `${address} ${found.sentence}${because}`, found.remedy)
}

export function unreachable(address: string, said: string): RepositoryError {
  return new RepositoryError(
    'remote-unreachable',
    `${address} can't be reached${said}`,
    'Kesako keeps what runs and tries again by itself; see whether the remote is up and its address is right.',
  )
}
