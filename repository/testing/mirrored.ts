import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GitRemote } from '../../e2e/lab/git-remote.ts'
import { createBareRepository } from '../src/git/create-bare-repository.ts'
import { openRepository } from '../src/open-repository.ts'
import type { Remote } from '../src/remote/remote-api.ts'
import type { RemoteOptions } from '../src/remote/remote-options.ts'
import { parseRemoteUrl } from '../src/remote/remote-url.ts'
import type { CommitRequest, StacksRepository } from '../src/repository-api.ts'
import { sha256 } from '../src/testing/temporary-repository.ts'

export const COMPOSE = 'services:\n  web:\n    image: web:1\n'

/** A repository that mirrors a remote, for one test. */
export interface Mirrored extends AsyncDisposable {
  readonly path: string
  readonly repository: StacksRepository
  readonly remote: Remote
}

/** Opens an empty mirror of a remote. */
export async function mirror(of: GitRemote, more: Partial<RemoteOptions> = {}): Promise<Mirrored> {
  const folder = await mkdtemp(join(tmpdir(), 'kesako-mirror-'))
  const path = join(folder, 'stacks.git')
  await createBareRepository(path)
  const repository = openMirror(path, of, more)
  if (repository.remote === undefined) throw new Error('There is no remote.')
  return {
    path,
    repository,
    remote: repository.remote,
    async [Symbol.asyncDispose]() {
      await repository.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Opens a mirror that is there, as a server does at its start. */
export function openMirror(
  path: string,
  of: GitRemote,
  more: Partial<RemoteOptions> = {},
): StacksRepository {
  const { tokenFile, certificateFile } = of
  return openRepository({
    path,
    digest: sha256,
    variables: new Map(),
    remote: {
      url: parseRemoteUrl(of.url),
      credentials: { tokenFile, certificateFile },
      now: () => 1_700_000_000_000,
      journalRefs: 'refs/kesako',
      answerWaitsMs: [0],
      // As long as a busy machine needs.
      lookTimeoutMs: 120_000,
      ...more,
    },
  })
}

/** A commit that adds a stack. */
export function adding(name: string, expectedHead: string | undefined): CommitRequest {
  return {
    changes: [{ path: `docker-compose-${name}.yml`, content: Buffer.from(COMPOSE) }],
    message: `Add ${name}`,
    author: { name: 'Ada', email: 'ada@kesako.test' },
    expectedHead,
  }
}
