import { isEmpty, type LiveState, type Plan, preflight } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import type { DeployRequest } from './deploy-stack.ts'
import { RunnerStopped } from './deployment-error.ts'
import { waitForEngine } from './engine-patience.ts'
import { pause } from './pause.ts'
import { preflightFailure } from './preflight-failure.ts'

/** A port or a name that another stack gives up in the same pass is free within this time. */
const OTHERS_PATIENCE_MS = 30_000

interface Ready {
  readonly plan: Plan
  readonly live: LiveState
}

/**
 * Rejects, before the first write, with what the engine would refuse anyway, and with what registries refuse; what is
 * only worth a warning goes with the plan. A newer revision ends the wait.
 */
export async function passPreflight(
  context: DeployContext,
  request: DeployRequest,
  ready: Ready & { readonly makePlan: (live: LiveState) => Promise<Plan> },
): Promise<Ready> {
  const until = context.clock.monotonic() + OTHERS_PATIENCE_MS
  const { newer } = request
  const patienceMs = request.policy.deadlineMs
  const ends = newer === undefined ? context.stop : AbortSignal.any([context.stop, newer])
  let { plan, live } = ready
  if (!isEmpty(plan)) {
    const failure = preflightFailure(plan.warnings)
    if (failure !== undefined) throw failure
  }
  for (;;) {
    if (isEmpty(plan)) return { plan, live }
    const problems = preflight(request.desired, live, request.policy)
    const failure = preflightFailure(problems)
    if (failure === undefined) {
      return { plan: { ...plan, warnings: [...plan.warnings, ...problems] }, live }
    }
    const mayPass = request.othersBusy?.() === true && context.clock.monotonic() < until
    if (!mayPass) throw failure
    await pause(context.clock, 500, ends)
    if (context.stop.aborted) throw new RunnerStopped()
    if (newer?.aborted === true) return { plan, live }
    live = await waitForEngine(context, patienceMs, () => context.reader.fresh())
    plan = await waitForEngine(context, patienceMs, () => ready.makePlan(live))
  }
}
