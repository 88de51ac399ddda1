import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { git } from '../../../e2e/lab/git.ts'
import { sshdProgram, startSshRemote } from '../../../e2e/lab/ssh-remote.ts'
import { temporaryFolder } from '../../../e2e/lab/temporary-folder.ts'
import { createBareRepository } from '../git/create-bare-repository.ts'
import { openRepository } from '../open-repository.ts'
import { sha256 } from '../testing/temporary-repository.ts'
import { adding } from '../../testing/mirrored.ts'
import type { RemoteCredentials } from './remote-access.ts'
import { parseRemoteUrl } from './remote-url.ts'

vi.setConfig({ testTimeout: 180_000 })

// Where sshd is missing there is nothing that could serve it; the package openssh-server has it.
it.skipIf(sshdProgram === undefined)(
  'follows and commits by SSH, with the key given and to the pinned host alone',
  async () => {
    await using folder = await temporaryFolder()
    await using there = await startSshRemote()
    const path = join(folder.path, "mirror's.git")
    await createBareRepository(path)
    const { keyFile, knownHostsFile, wrongHostsFile } = there
    async function mirrored(credentials: RemoteCredentials) {
      const repository = openRepository({
        path,
        digest: sha256,
        variables: new Map(),
        remote: {
          url: parseRemoteUrl(there.url),
          credentials,
          now: Date.now,
          journalRefs: undefined,
        },
      })
      try {
        const result = await repository
          .commit(adding('a', undefined))
          .catch((error: unknown) => error)
        return { result, trouble: repository.remote?.state().trouble?.code }
      } finally {
        await repository.close()
      }
    }

    expect(await mirrored({ keyFile, knownHostsFile: wrongHostsFile })).toMatchObject({
      trouble: 'remote-not-trusted',
    })
    const empty = join(folder.path, 'no hosts % at all')
    await writeFile(empty, '', { mode: 0o600 })
    expect(await mirrored({ keyFile, knownHostsFile: empty })).toMatchObject({
      trouble: 'remote-not-trusted',
    })
    const stranger = join(folder.path, "stranger's key")
    await writeFile(stranger, 'no key', { mode: 0o600 })
    expect(await mirrored({ keyFile: stranger, knownHostsFile })).toMatchObject({
      trouble: 'remote-access-denied',
    })
    await chmod(keyFile, 0o644)
    expect(await mirrored({ keyFile, knownHostsFile })).toMatchObject({
      trouble: 'remote-credential',
    })
    await chmod(keyFile, 0o600)
    expect(await mirrored({ keyFile, knownHostsFile })).toMatchObject({
      result: { kind: 'committed' },
      trouble: undefined,
    })
    expect(await git(there.path, ['log', '--format=%s', 'main'])).toBe('Add a\n')
  },
)
