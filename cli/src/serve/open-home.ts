import { access } from 'node:fs/promises'
import { join } from 'node:path'
import {
  createBareRepository,
  type LoadCache,
  markMirror,
  openRepository,
  readMirrorMark,
  type RemoteCredentials,
  type StacksRepository,
} from '@kesako/repository'
import { CliError } from '../cli-error.ts'
import { sha256 } from '../input/digests.ts'
import { runnerVariables } from '../input/open-stacks-repository.ts'
import type { World } from '../world.ts'
import type { DataFolder } from './data-folder.ts'
import type { RemoteSettings } from './remote-settings.ts'

/** What a server opens its stacks repository with: its own, or the mirror of a remote. */
export interface Home {
  readonly world: World
  readonly data: DataFolder
  readonly cache: LoadCache
  readonly remote: RemoteSettings | undefined
}

/** Makes the repository of a data folder where there is none. A folder is never turned from one kind into the other. */
export async function makeHome({ world, data, cache, remote }: Home): Promise<void> {
  const path = data.repository
  const mark = await readMirrorMark(path)
  if (remote === undefined) {
    if (mark !== undefined) throw isMirror(path, mark.url)
    await createBareRepository(path)
    return
  }
  if (mark === undefined) {
    await createBareRepository(path, { branch: remote.branch })
    if (await hasCommits({ world, data, cache, remote: undefined })) throw isEmbedded(path, remote)
  }
  await markMirror(path, { url: remote.url.address, branch: remote.branch })
}

/** Files of the state folder stand in for credentials that aren't named. */
export async function withStateFiles(
  credentials: RemoteCredentials,
  state: string,
): Promise<RemoteCredentials> {
  const [token, key, hosts] = await Promise.all(
    ['git-token', 'ssh-key', 'known-hosts'].map(async (name) => {
      const path = join(state, name)
      return access(path).then(
        () => path,
        () => undefined,
      )
    }),
  )
  return {
    ...(token === undefined ? {} : { tokenFile: token }),
    ...(key === undefined ? {} : { keyFile: key }),
    ...(hosts === undefined ? {} : { knownHostsFile: hosts }),
    ...credentials,
  }
}

export function openHome(
  { world, data, cache, remote }: Home,
  environment: Readonly<Record<string, string>> = {},
): StacksRepository {
  return openRepository({
    path: data.repository,
    environment,
    cache,
    digest: sha256,
    variables: runnerVariables(world.environment),
    ...(remote === undefined
      ? {}
      : {
          branch: remote.branch,
          remote: {
            url: remote.url,
            credentials: remote.credentials,
            now: world.now,
            journalRefs: remote.journalRefs,
          },
        }),
  })
}

async function hasCommits(home: Home): Promise<boolean> {
  const repository = openHome(home)
  try {
    const latest = await repository.journal.latest()
    return latest.size > 0 || (await repository.head()).kind !== 'no-branch'
  } finally {
    await repository.close()
  }
}

function isMirror(path: string, url: string): CliError {
  return new CliError(
    'data-folder-mirrors',
    `${path} mirrors ${url}, and this server was told of no remote.`,
    `Start it with --repository, or name another data folder with --data.`,
  )
}

function isEmbedded(path: string, { url }: RemoteSettings): CliError {
  return new CliError(
    'data-folder-hosts',
    `${path} is a stacks repository of its own, which must not be overwritten by that of a remote.`,
    `Push it there first (git -C ${path} push --mirror ${url.address}), then move ${path} away.`,
  )
}
