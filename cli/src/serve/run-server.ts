import { access, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createRunner, type Log, type Runner, systemClock } from '@kesako/deploy'
import { type Engine, firstOf } from '@kesako/engine'
import {
  createBareRepository,
  createLoadCache,
  type LoadCache,
  openRepository,
  type StacksRepository,
} from '@kesako/repository'
import { openState, type RunningServer, type State, startServer } from '@kesako/server'
import { contentDigests, sha256 } from '../input/digests.ts'
import { processCredentials } from '../input/process-credentials.ts'
import { runnerVariables } from '../input/open-stacks-repository.ts'
import type { World } from '../world.ts'
import type { DataFolder } from './data-folder.ts'
import { collectWhenIdle } from './idle-collection.ts'
import { takeLock } from './process-lock.ts'
import { serverHolder } from './server-holder.ts'

export interface RunServerOptions {
  readonly engine: Engine
  readonly data: DataFolder
  readonly listen: { readonly host: string; readonly port: number }
  readonly log: Log
  /** Called when everything is there and before the first pass. */
  readonly prepare?: (repository: StacksRepository, runner: Runner) => Promise<void>
}

/** Server, embedded forge and runner in this process. */
export interface RunningKesako {
  readonly server: RunningServer
  readonly runner: Runner
  readonly repository: StacksRepository
  readonly state: State
  close(): Promise<void>
}

/** Starts them on a data folder, which one process holds at a time. */
export async function runServer(world: World, options: RunServerOptions): Promise<RunningKesako> {
  const { data, engine, log } = options
  await mkdir(data.path, { recursive: true, mode: 0o700 })
  await using opened = new AsyncDisposableStack()
  const lock = await takeLock(data.lock, world.processId)
  opened.defer(() => lock.release())

  const state = await openState(data.state, { now: world.now, randomHex: world.randomHex })
  const docker = processCredentials(world)
  const cache = createLoadCache()
  const repository = await openForge(world, data, cache)
  opened.defer(() => repository.close())
  const runner = createRunner({
    engine,
    repository,
    digests: contentDigests(Buffer.from(state.digestKey, 'hex')),
    credentials: firstOf([state.registries, docker]),
    clock: systemClock,
    log,
    randomHex: world.randomHex,
    ...serverHolder(state.digestKey, world.randomHex(4)),
  })
  opened.defer(() => runner.stop())
  await options.prepare?.(repository, runner)
  const page = join(world.installation, 'dist/ui')
  const server = await startServer({
    engine,
    repository,
    quarantine: (environment) => openForgeRepository(world, data, cache, environment),
    runner,
    state,
    dockerCredentials: docker,
    listen: options.listen,
    log,
    clock: systemClock,
    randomHex: world.randomHex,
    version: world.version,
    ...((await exists(page)) ? { uiFolder: page } : {}),
  })
  opened.defer(() => server.close())
  opened.use(collectWhenIdle())
  await lock.publish(server.url)
  runner.start()
  const running = opened.move()
  return { server, runner, repository, state, close: () => running.disposeAsync() }
}

async function openForge(
  world: World,
  data: DataFolder,
  cache: LoadCache,
): Promise<StacksRepository> {
  if (!(await exists(resolve(data.repository, 'HEAD')))) {
    await createBareRepository(data.repository, {})
  }
  return openForgeRepository(world, data, cache, {})
}

function openForgeRepository(
  world: World,
  data: DataFolder,
  cache: LoadCache,
  environment: Readonly<Record<string, string>>,
): StacksRepository {
  return openRepository({
    path: data.repository,
    environment,
    cache,
    digest: sha256,
    variables: runnerVariables(world.environment),
  })
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
