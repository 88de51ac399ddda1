import {
  type Deployment,
  formatProblem,
  isEmpty,
  isHeld,
  type LiveState,
  type Plan,
  type Step,
} from '@kesako/core'
import { applyUntilDone } from './apply-until-done.ts'
import { converge, type ConvergeResult } from './converge.ts'
import type { DeployContext } from './deploy-context.ts'
import type { DeployRequest } from './deploy-stack.ts'
import { DeploymentFailure, RunnerStopped } from './deployment-error.ts'
import { waitForEngine } from './engine-patience.ts'
import { type Ending, supersededBy } from './deployment-record.ts'
import {
  expectedServices,
  holdReason,
  prunedObjects,
  recordedServices,
  touchedServices,
} from './planned-objects.ts'
import { passPreflight } from './pass-preflight.ts'
import { removeObjects } from './remove-objects.ts'
import type { WriteGuard } from './write-guard.ts'

/** A plan with the live state that it was made from, which was read under the lease. */
export interface Prepared {
  readonly plan: Plan
  readonly live: LiveState
}

export interface Executable extends Prepared {
  readonly makePlan: (live: LiveState) => Promise<Plan>
  readonly guard: WriteGuard
}

/** Apply, converge, prune: what happens between the start and the end of an entry. */
export async function executePlan(
  context: DeployContext,
  request: DeployRequest,
  deployment: Deployment,
  prepared: Executable,
): Promise<Ending> {
  const { guard } = prepared
  const patienceMs = request.policy.deadlineMs
  const step = (name: Step, message: string): void => {
    const { stack, id: deploymentId } = deployment
    context.emit({ type: 'deployment-step', stack, deploymentId, step: name, message })
  }

  const ready = await passPreflight(context, request, prepared)
  for (const warning of ready.plan.warnings) step('plan', formatProblem(warning))
  step('apply', countedChanges(ready.plan))
  const plans = await context.slots.run(async () => {
    // An apply that has begun goes on; one that a newer revision overtook while it waited doesn't begin.
    if (request.newer?.aborted === true) return undefined
    return (await applyUntilDone(context, { ...prepared, ...ready, patienceMs })).plans
  })
  if (plans === undefined) return overtaken(request.newer)
  const last = plans.at(-1) ?? ready.plan

  if (request.wait !== false) {
    step('converge', 'Waiting until the services run as asked.')
    const result = await converge(context, {
      expected: expectedServices(request.desired, last),
      touched: new Set([
        ...touchedServices(plans),
        ...recordedServices(request.resume?.changes ?? []),
      ]),
      deadlineMs: patienceMs,
      ...(request.newer === undefined ? {} : { newer: request.newer }),
      onWaiting: (reason) => step('converge', reason),
    })
    const ending = endingOf(result, request.newer)
    if (ending !== undefined) return ending
  }

  const pruned = prunedObjects(last)
  if (pruned.length > 0) {
    step('prune', `Removing ${pruned.length} that the stack no longer names.`)
    await context.slots.run(() => removeObjects(context, pruned, guard, patienceMs))
  } else if (!isEmpty(last)) {
    await waitForEngine(context, patienceMs, guard)
  }
  if (isHeld(last)) return { outcome: 'held', code: 'held', reason: holdReason(last) }
  return { outcome: 'deployed' }
}

/** How convergence ends the deployment; undefined when it goes on. */
function endingOf(result: ConvergeResult, newer: AbortSignal | undefined): Ending | undefined {
  switch (result.kind) {
    case 'converged':
      return undefined
    case 'failed':
      throw new DeploymentFailure(result.code, result.reason)
    case 'newer':
      return overtaken(newer)
    case 'stopped':
      throw new RunnerStopped()
  }
}

function overtaken(newer: AbortSignal | undefined): Ending {
  return supersededBy(typeof newer?.reason === 'string' ? newer.reason : undefined)
}

function countedChanges(plan: Plan): string {
  const writes = plan.changes.filter((change) => change.action !== 'hold').length
  return writes === 1 ? 'One change to apply.' : `${writes} changes to apply.`
}
