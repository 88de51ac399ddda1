import { createHash, createHmac, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { DeploymentEvent } from '@kesako/core'
import { connectEngine, type Engine } from '@kesako/engine'
import { createBareRepository, openRepository, type StacksRepository } from '@kesako/repository'
import {
  loadWorkload,
  recordingProxy,
  type RecordingProxy,
  startThrowawayEngine,
  temporaryFolder,
  type ThrowawayEngine,
} from '../../e2e/lab/index.ts'
import type { PassResult, Runner, RunnerOptions } from '../src/deploy-api.ts'
import { createRunner } from '../src/runner.ts'
import { systemClock } from '../src/system-clock.ts'

/** A real engine behind a recording proxy. */
export interface Swarm extends AsyncDisposable {
  readonly throwaway: ThrowawayEngine
  readonly proxy: RecordingProxy
  readonly engine: Engine
}

export async function openSwarm(): Promise<Swarm> {
  const throwaway = await startThrowawayEngine({ swarm: true })
  await Promise.all([loadWorkload(throwaway.host, '1'), loadWorkload(throwaway.host, '2')])
  const proxy = await recordingProxy(throwaway.host)
  const engine = connectEngine({ host: proxy.host })
  return {
    throwaway,
    proxy,
    engine,
    async [Symbol.asyncDispose]() {
      engine.close()
      await proxy.close()
      await throwaway.remove()
    },
  }
}

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

/** A stacks repository with a runner on a swarm. */
export interface Stage extends AsyncDisposable {
  readonly repository: StacksRepository
  readonly runner: Runner
  readonly events: readonly DeploymentEvent[]
  /** Commits files (null deletes) and makes a pass that waits for its deployments. */
  push(files: Readonly<Record<string, string | null>>): Promise<PassResult>
  /** Commits only. */
  commit(files: Readonly<Record<string, string | null>>): Promise<string>
  /** Another runner on the same repository and engine, as after a restart. */
  restart(over?: Partial<RunnerOptions>): Runner
}

export async function openStage(engine: Engine, over: Partial<RunnerOptions> = {}): Promise<Stage> {
  const folder = await temporaryFolder()
  const path = join(folder.path, 'stacks.git')
  await createBareRepository(path)
  const repository = openRepository({ path, digest: sha256, variables: new Map() })
  const events: DeploymentEvent[] = []
  const runners: Runner[] = []

  function restart(more: Partial<RunnerOptions> = {}): Runner {
    const runner = createRunner({
      engine,
      repository,
      digests: {
        config: sha256,
        secret: (data) => createHmac('sha256', 'key of the test').update(data).digest('hex'),
      },
      clock: systemClock,
      log: { info: () => undefined, warn: () => undefined, error: console.error },
      randomHex: (bytes) => randomBytes(bytes).toString('hex'),
      holder: `test-${randomBytes(4).toString('hex')}`,
      intervalMs: 3_600_000,
      pollMs: 100,
      leaseMs: 3000,
      ...over,
      ...more,
    })
    runner.subscribe((event) => events.push(event))
    runners.push(runner)
    return runner
  }
  const runner = restart()

  async function commit(files: Readonly<Record<string, string | null>>): Promise<string> {
    const head = await repository.head()
    const result = await repository.commit({
      changes: Object.entries(files).map(([file, text]) => ({
        path: file,
        content: text === null ? null : Buffer.from(text),
      })),
      message: 'A change of the test',
      author: { name: 'Ada', email: 'ada@example.org' },
      expectedHead: head.kind === 'revision' ? head.revision : undefined,
    })
    if (result.kind === 'conflict') throw new Error('The head moved.')
    return result.revision
  }

  return {
    repository,
    runner,
    events,
    commit,
    restart,
    async push(files) {
      await commit(files)
      return runner.trigger({ name: 'Ada', via: 'push' })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(runners.map((one) => one.stop()))
      await repository.close()
      await folder.remove()
    },
  }
}
