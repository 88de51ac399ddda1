import {
  loadWorkload,
  recordingProxy,
  startThrowawayEngine,
  type RecordingProxy,
  type ThrowawayEngine,
} from '../lab/index.ts'
import { type KesakoProcess, startKesako } from './kesako-process.ts'
import { cloneStacks, type StacksClone } from './stacks-clone.ts'

/** A real swarm, a proxy that records what Kesako asks it, a running Kesako, and a clone of its repository. */
export interface Stage extends AsyncDisposable {
  readonly engine: ThrowawayEngine
  readonly proxy: RecordingProxy
  readonly kesako: KesakoProcess
  readonly clone: StacksClone
}

export interface StageOptions {
  /** Tags of the workload image to load. Default 1 and 2. */
  readonly tags?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  await using opened = new AsyncDisposableStack()
  const engine = opened.use(await startThrowawayEngine())
  for (const tag of options.tags ?? ['1', '2']) await loadWorkload(engine.host, tag)
  const proxy = opened.use(await recordingProxy(engine.host))
  const kesako = opened.use(
    await startKesako({
      host: proxy.host,
      ...(options.environment === undefined ? {} : { environment: options.environment }),
    }),
  )
  const clone = opened.use(await cloneStacks(kesako.gitUrl))
  const keep = opened.move()
  return { engine, proxy, kesako, clone, [Symbol.asyncDispose]: () => keep.disposeAsync() }
}
