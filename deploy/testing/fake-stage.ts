import type { Deployment } from '@kesako/core'
import { connectEngine, type Engine } from '@kesako/engine'
import { type FakeEngine, startFakeEngine } from '../../e2e/lab/fake-engine/index.ts'
import type { RunnerOptions } from '../src/deploy-api.ts'
import { openStage, type Stage } from './stage.ts'

/** A stacks repository with a runner on an engine in memory. */
export interface FakeStage extends AsyncDisposable {
  readonly fake: FakeEngine
  readonly engine: Engine
  readonly stage: Stage
  /** Requests that write, without those of leases and with ids as `ID`. */
  readonly writes: () => readonly string[]
}

export async function openFakeStage(over: Partial<RunnerOptions> = {}): Promise<FakeStage> {
  const images = ['kesako-lab:1', 'kesako-lab:2']
  const fake = await startFakeEngine({ networkLingerMs: 50, images })
  const engine = connectEngine({ host: fake.host })
  const stage = await openStage(engine, { pollMs: 20, ...over })
  return {
    fake,
    engine,
    stage,
    writes: () =>
      fake.requests
        .filter(({ method, path }) => method !== 'GET' && !path.startsWith('/configs'))
        .map(({ method, path }) => `${method} ${path.replace(/[0-9a-z]{25}/, 'ID')}`),
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]()
      engine.close()
      await fake.stop()
    },
  }
}

/** `shop failed crash-loop`, in the order given. */
export function ends(deployments: readonly Deployment[]): readonly string[] {
  return deployments.map(({ stack, end }) => `${stack} ${end?.outcome} ${end?.code ?? ''}`.trim())
}
