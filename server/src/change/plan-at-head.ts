import type { PlanView } from '@kesako/contract'
import type { LiveState } from '@kesako/core'
import type { Runner } from '@kesako/deploy'
import { EngineError } from '@kesako/engine'
import type { RevisionState } from '@kesako/repository'
import { planView } from '../view/plan-view.ts'

/** What a revision changes of one stack, against the swarm as it is now. */
export async function planStack(
  runner: Runner,
  state: RevisionState,
  stack: string,
  revision?: string,
): Promise<PlanView> {
  return planView(await runner.plan(state, stack, await runner.live()), revision)
}

/** The plan, or undefined while the engine doesn't answer: a commit doesn't wait for it. */
export async function planIfReachable(
  runner: Runner,
  state: RevisionState,
  stack: string,
  live: LiveState,
): Promise<PlanView | undefined> {
  return ifReachable(async () => planView(await runner.plan(state, stack, live)))
}

/** Live state, or undefined while the engine doesn't answer. */
export function liveIfReachable(runner: Runner): Promise<LiveState | undefined> {
  return ifReachable(() => runner.live())
}

async function ifReachable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  }
}
