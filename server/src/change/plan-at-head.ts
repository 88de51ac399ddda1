import type { PlanView } from '@kesako/contract'
import type { Runner } from '@kesako/deploy'
import { EngineError, type Engine } from '@kesako/engine'
import type { RevisionState } from '@kesako/repository'
import { planView } from '../view/plan-view.ts'

/** What a revision changes of one stack, against the swarm as it is now. */
export async function planStack(
  engine: Engine,
  runner: Runner,
  state: RevisionState,
  stack: string,
  revision?: string,
): Promise<PlanView> {
  const live = await engine.liveState()
  return planView(await runner.plan(state, stack, live), revision)
}

/** The plan, or undefined while the engine doesn't answer: a commit doesn't wait for it. */
export async function planIfReachable(
  ...request: Parameters<typeof planStack>
): Promise<PlanView | undefined> {
  try {
    return await planStack(...request)
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  }
}
