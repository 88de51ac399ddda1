import {
  type Deployment,
  formatProblem,
  isEmpty,
  isHeld,
  type LiveState,
  type Plan,
  type Step,
} from '@kesako/core'
import { applyInStages } from './apply-in-stages.ts'
import type { DeployContext } from './deploy-context.ts'
import type { DeployRequest } from './deploy-stack.ts'
import { waitForEngine } from './engine-patience.ts'
import type { Ending } from './deployment-record.ts'
import { holdReason, prunedObjects } from './planned-objects.ts'
import { recordedImages } from './recorded-images.ts'
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
  const applied = await applyInStages(context, request, { ...prepared, ...ready }, step)
  if (applied.kind === 'ended') return applied.ending
  const last = applied.plan

  const pruned = prunedObjects(last)
  if (pruned.length > 0) {
    step('prune', `Removing ${pruned.length} that the stack no longer names.`)
    await context.slots.run(() => removeObjects(context, pruned, guard, patienceMs))
  } else if (!isEmpty(last)) {
    await waitForEngine(context, patienceMs, guard)
  }
  if (isHeld(last)) return { outcome: 'held', code: 'held', reason: holdReason(last) }
  return { outcome: 'deployed', ...recordedImages(request.desired, last, applied.live) }
}
