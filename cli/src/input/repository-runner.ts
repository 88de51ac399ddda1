import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createRunner, type Runner, systemClock } from '@kesako/deploy'
import type { Engine } from '@kesako/engine'
import type { StacksRepository } from '@kesako/repository'
import { dataFolder } from '../serve/data-folder.ts'
import type { World } from '../world.ts'
import { contentDigests } from './digests.ts'
import { processName } from './files-deployment.ts'
import { processCredentials } from './process-credentials.ts'
import { silentLog } from './silent-log.ts'

/**
 * A runner over a repository for one verb; not started, so that it makes no pass of its own.
 * Secrets are digested with the key of this machine's data folder where it can be read; without it
 * their contents are compared with the engine.
 */
export async function repositoryRunner(
  world: World,
  engine: Engine,
  repository: StacksRepository,
): Promise<Runner> {
  const { state } = dataFolder(world, process.getuid?.() === 0, undefined, resolve)
  const key = await readFile(join(state, 'digest-key')).catch(() => world.randomHex(32))
  return createRunner({
    engine,
    repository,
    digests: contentDigests(key),
    credentials: processCredentials(world),
    clock: systemClock,
    log: silentLog,
    randomHex: world.randomHex,
    holder: processName(world),
  })
}

/** The same repository, whose head is the given revision. */
export function atRevision(repository: StacksRepository, revision: string): StacksRepository {
  return Object.create(repository, {
    head: { value: async () => ({ kind: 'revision', revision }) },
  })
}
