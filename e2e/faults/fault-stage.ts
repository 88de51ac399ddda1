import { disorder, type Order } from '../scenario/disorder.ts'
import {
  type ForeignObjects,
  foreignObjects,
  makeForeignObjects,
} from '../scenario/foreign-objects.ts'
import type { Pushed } from '../scenario/journal-order.ts'
import type { Files } from '../scenario/stacks-clone.ts'
import { openStage, type Stage } from '../scenario/stage.ts'
import { doomedFiles, guestFiles, mailFiles, shopFiles, stacksOf } from './shop-files.ts'

/** A stage with stacks of ours and of others, which remembers all that was pushed. */
export interface FaultStage extends Stage {
  /** All that was pushed, oldest first. */
  readonly pushed: readonly Pushed[]
  /** What isn't Kesako's, as it was before anything was pushed. */
  readonly foreign: ForeignObjects
  /** Milliseconds that its first push took until all was deployed, with nothing to disturb it. */
  readonly wholeMs: number
  /** Files of the next round: they change two stacks, and a third one comes or goes. */
  nextRound(): Files
  /** Pushes, and gives the revision. `overtaken`: the next push doesn't wait for it. */
  push(files: Files, how?: { readonly overtaken?: boolean }): Promise<string>
  /** As `push`, for files that the test pushes itself. */
  commit(files: Files, how?: { readonly overtaken?: boolean }): Promise<string>
  /** Deployments of all stacks that the newest push touched have ended. */
  ended(timeoutMs?: number): Promise<void>
  /** What isn't as it has to be after a fault, a sentence each. */
  disorder(over?: Partial<Order>): Promise<readonly string[]>
}

/** Opens one on which everything is deployed, and a stack has failed as it has to. */
export async function openFaultStage(): Promise<FaultStage> {
  await using opened = new AsyncDisposableStack()
  const stage = opened.use(await openStage())
  const { clone, engine, kesako } = stage
  await makeForeignObjects(engine.host)
  const foreign = await foreignObjects(engine.host)
  const pushed: Pushed[] = []
  let round = 0

  async function commit(files: Files, how?: { readonly overtaken?: boolean }): Promise<string> {
    const revision = await clone.commit(files)
    pushed.push({ revision, stacks: stacksOf(files), ...how })
    return revision
  }

  const faultStage: Omit<FaultStage, 'wholeMs'> = {
    ...stage,
    pushed,
    foreign,
    commit,
    nextRound() {
      round += 1
      return { ...shopFiles(round), ...mailFiles(round), ...guestFiles(round % 2 === 1) }
    },
    async push(files, how) {
      const revision = await commit(files, how)
      const { ok, output } = await clone.tryPush('origin', 'HEAD:main')
      if (!ok) throw new Error(`push refused: ${output}`)
      return revision
    },
    async ended(timeoutMs = 120_000) {
      const newest = pushed.at(-1)
      if (newest === undefined) return
      await Promise.all(
        newest.stacks.map((stack) => kesako.ended(stack, newest.revision, timeoutMs)),
      )
    },
    disorder: (over) =>
      disorder({
        engine,
        kesako,
        pushed,
        failing: { doomed: 'image-missing' },
        foreign,
        ...over,
      }),
    [Symbol.asyncDispose]: () => keep.disposeAsync(),
  }
  const began = performance.now()
  await faultStage.push({ ...shopFiles(0), ...mailFiles(0), ...doomedFiles() })
  await faultStage.ended()
  const wholeMs = Math.round(performance.now() - began)
  const wrong = await faultStage.disorder()
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
  const keep = opened.move()
  return { ...faultStage, wholeMs }
}
