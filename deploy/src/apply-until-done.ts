import { type LiveState, type Plan, isEmpty } from '@kesako/core'
import { applyPlan } from './apply.ts'
import type { ChangeFailure, PlanAgain } from './apply-phase.ts'
import type { DeployContext } from './deploy-context.ts'
import { DeploymentFailure, failureOf } from './deployment-error.ts'
import { waitForEngine } from './engine-patience.ts'
import { pause } from './pause.ts'
import type { WriteGuard } from './write-guard.ts'

/** How often a plan that live overtook is made again. */
const MOST_REPLANS = 3

/** A removed network is gone after some seconds, or after its last task. */
const NETWORK_PATIENCE_MS = 60_000

/** What gives up a port is written beside what gets it; the swarm takes note in a moment. */
const PORT_PATIENCE_MS = 15_000

export interface ApplyUntilDone {
  readonly plan: Plan
  readonly live: LiveState
  readonly makePlan: (live: LiveState) => Promise<Plan>
  readonly guard: WriteGuard
  /** Longest time that the engine may be away, or tasks may take to end, milliseconds. */
  readonly patienceMs: number
}

/**
 * Applies a plan; where live turned out to be different, reads, plans and applies again.
 * Answers with the names of all services that were written to. Rejects with a failure.
 */
export async function applyUntilDone(
  context: DeployContext,
  request: ApplyUntilDone,
): Promise<{ readonly plans: readonly Plan[] }> {
  const plans: Plan[] = []
  const since = context.clock.monotonic()
  let awaySince: number | undefined
  let { plan, live } = request
  for (let replans = 0; ;) {
    plans.push(plan)
    if (isEmpty(plan)) return { plans }
    const result = await applyPlan(context, plan, live, request.guard, request.patienceMs)
    if (result.again === undefined) {
      if (result.failures.length > 0) throw failureOfAll(result.failures)
      return { plans }
    }
    if (result.again.why === 'replan') replans += 1
    awaySince =
      result.again.why === 'engine-away' ? (awaySince ?? context.clock.monotonic()) : undefined
    // A write that always ends the connection meets an engine that answers every read.
    if (awaySince !== undefined && context.clock.monotonic() - awaySince > request.patienceMs) {
      throw failureOfAll([result.again.failure])
    }
    await beforeNextPlan(context, result.again, replans, since)
    live = await waitForEngine(context, request.patienceMs, () => context.reader.fresh())
    plan = await waitForEngine(context, request.patienceMs, () => request.makePlan(live))
  }
}

async function beforeNextPlan(
  context: DeployContext,
  again: PlanAgain,
  replans: number,
  since: number,
): Promise<void> {
  const { name, error } = again.failure
  context.log.info('a write was overtaken, so the plan is made again', {
    object: name,
    why: again.why,
    error: error.message,
  })
  switch (again.why) {
    case 'replan':
      if (replans > MOST_REPLANS) throw failureOfAll([again.failure])
      if (replans > 1) await pause(context.clock, 200 * replans, context.stop)
      return
    case 'network-leaving':
      if (context.clock.monotonic() - since > NETWORK_PATIENCE_MS) {
        throw failureOfAll([again.failure])
      }
      await pause(context.clock, 500, context.stop)
      return
    case 'port-leaving':
      if (context.clock.monotonic() - since > PORT_PATIENCE_MS) {
        const why = `The service "${name}" can't publish its port: ${error.message}`
        throw new DeploymentFailure('port-taken', why, error)
      }
      await pause(context.clock, 300, context.stop)
      return
    case 'engine-away':
      await pause(context.clock, 200, context.stop)
  }
}

/** One failure per object in one sentence each; the code is that of the first. */
function failureOfAll(failures: readonly ChangeFailure[]): Error {
  const [first] = failures
  if (first === undefined) return new Error('No failure was given.')
  const code = failureOf(first.error).code
  const reason = failures.map((one) => sentence(one)).join(' ')
  return new DeploymentFailure(code, reason, first.error)
}

function sentence(failure: ChangeFailure): string {
  const { message } = failure.error
  if (failure.error instanceof DeploymentFailure) return message
  return `The engine refused "${failure.name}": ${message}`
}
