import { access, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createRunner, type Log, type Runner, systemClock } from '@kesako/deploy'
import { type Engine, firstOf } from '@kesako/engine'
import { createLoadCache, type StacksRepository } from '@kesako/repository'
import { openState, type RunningServer, type State, startServer } from '@kesako/server'
import { contentDigests } from '../input/digests.ts'
import { processCredentials } from '../input/process-credentials.ts'
import type { World } from '../world.ts'
import type { DataFolder } from './data-folder.ts'
import { collectWhenIdle } from './idle-collection.ts'
import type { Listening } from './listening.ts'
import { type Home, makeHome, openHome, withStateFiles } from './open-home.ts'
import { takeLock } from './process-lock.ts'
import type { RemoteSettings } from './remote-settings.ts'
import { serverHolder } from './server-holder.ts'
import { followTlsFiles } from './tls-files.ts'

export interface RunServerOptions {
  readonly engine: Engine
  readonly data: DataFolder
  readonly listening: Listening
  readonly log: Log
  /** Where the stacks repository is hosted; absent: here. */
  readonly remote?: RemoteSettings
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
  const { data, engine, log, listening, remote } = options
  await mkdir(data.path, { recursive: true, mode: 0o700 })
  await using opened = new AsyncDisposableStack()
  const lock = await takeLock(data.lock, world.processId)
  opened.defer(() => lock.release())

  const state = await openState(data.state, { now: world.now, randomHex: world.randomHex })
  const docker = processCredentials(world)
  const cache = createLoadCache()
  const home: Home = {
    world,
    data,
    cache,
    remote:
      remote === undefined
        ? undefined
        : { ...remote, credentials: await withStateFiles(remote.credentials, data.state) },
  }
  await makeHome(home)
  const repository = openHome(home)
  opened.defer(() => repository.close())
  const runner = createRunner({
    engine,
    repository,
    digests: contentDigests(Buffer.from(state.digestKey, 'hex')),
    credentials: firstOf([state.registries, docker]),
    pauses: () => state.pauses.list(),
    clock: systemClock,
    log,
    randomHex: world.randomHex,
    ...(remote === undefined ? {} : { remotePollMs: remote.pollMs }),
    ...serverHolder(state.digestKey, world.randomHex(4)),
  })
  opened.defer(() => runner.stop())
  await options.prepare?.(repository, runner)
  const page = join(world.installation, 'dist/ui')
  const server = await startServer({
    engine,
    repository,
    quarantine: (environment) => openHome(home, environment),
    runner,
    state,
    dockerCredentials: docker,
    listen: listening.listen,
    ...(listening.publicUrl === undefined ? {} : { publicUrl: listening.publicUrl }),
    log,
    clock: systemClock,
    randomHex: world.randomHex,
    version: world.version,
    ...((await exists(page)) ? { uiFolder: page } : {}),
  })
  opened.defer(() => server.close())
  const { tlsFiles, listen } = listening
  if (tlsFiles !== undefined && listen.tls !== undefined) {
    opened.use(followTlsFiles(tlsFiles, listen.tls, server, log))
  }
  opened.use(collectWhenIdle())
  await lock.publish(server.localUrl)
  runner.start()
  const running = opened.move()
  return { server, runner, repository, state, close: () => running.disposeAsync() }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
