import type { Git, RunOptions } from '../git/git.ts'
import type { GitOutput } from '../git/run-git.ts'
import { RepositoryError } from '../repository-error.ts'
import type { RemoteOptions } from './remote-options.ts'
import { configuration, remoteAccess } from './remote-access.ts'
import { remoteFailed, unreachable } from './remote-words.ts'

export interface RemoteCall {
  /** Words of the command, with the address behind `--`. */
  readonly args: readonly string[]
  readonly timeoutMs: number
  /** True where every exit status is an answer. Default false. */
  readonly anyStatus?: boolean
  readonly maxFileBytes?: number
  readonly maxBytes?: number
}

export interface RemoteAnswer extends GitOutput {
  /** See `RemoteAccess.secret`. */
  readonly secret: string | undefined
}

/** Runs Git against the remote. Throws RepositoryError with a code that says on which side the trouble is. */
export interface RemoteGit {
  readonly address: string
  run(call: RemoteCall): Promise<RemoteAnswer>
}

/** What Git would do beside what it is told: none of it. */
const QUIET = configuration({
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'push.recurseSubmodules': 'no',
  'fetch.fsckObjects': 'true',
  // Blemishes of old commits that do no harm.
  'fetch.fsck.zeroPaddedFilemode': 'ignore',
  'fetch.fsck.missingSpaceBeforeDate': 'ignore',
  'fetch.fsck.badTimezone': 'ignore',
  'fetch.fsck.missingEmail': 'ignore',
})

export function createRemoteGit(git: Git, options: RemoteOptions, signal: AbortSignal): RemoteGit {
  const { address } = options.url
  return {
    address,
    async run({ args, anyStatus = false, ...limits }) {
      const access = await remoteAccess(options.url, options.credentials)
      const how: RunOptions = { ...limits, environment: access.environment, signal, allow: 'any' }
      const output = await run(git, [...QUIET, ...access.options, ...args], how, address)
      if (output.status !== 0 && !anyStatus) {
        throw remoteFailed(address, output.stderr, access.secret)
      }
      return { ...output, secret: access.secret }
    },
  }
}

async function run(
  git: Git,
  args: readonly string[],
  how: RunOptions,
  address: string,
): Promise<GitOutput> {
  try {
    return await git.run(args, how)
  } catch (error) {
    if (!(error instanceof RepositoryError) || error.code !== 'git-timed-out') throw error
    throw unreachable(address, `: it did not answer within ${(how.timeoutMs ?? 0) / 1000} seconds.`)
  }
}
