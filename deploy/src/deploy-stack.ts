import {
  type Actor,
  type Deployment,
  type LiveState,
  type Plan,
  isEmpty,
  isHeld,
} from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { deploymentOf } from './deployment-record.ts'
import { waitForEngine } from './engine-patience.ts'
import { executePlan, type Prepared } from './execute-plan.ts'
import { emptyResolution } from './image-resolution.ts'
import { endedElsewhere, stillOpen } from './other-process.ts'
import { type PlanRequest, planStack } from './plan-stack.ts'
import { type DeployResult, recorded } from './recorded.ts'
import { withLease } from './with-lease.ts'
import { withoutWrites } from './without-writes.ts'
import { writeGuard } from './write-guard.ts'

export interface DeployRequest extends PlanRequest {
  readonly revision: string
  readonly actor: Actor
  /** Live state read just now; read when absent. */
  readonly live?: LiveState
  /** Entry without an end for the same inputs, to be continued. */
  readonly resume?: Deployment
  /** Converge and record even when there is nothing to write. */
  readonly evenIfEmpty?: boolean
  /** Newest entry of the journal, if any: what is said there isn't said again. */
  readonly newest?: Deployment
  /** Aborted with the newer revision as its reason; ends convergence, never the apply. */
  readonly newer?: AbortSignal
  /** The head, where it asks for something else by now: another process may have deployed it meanwhile. */
  readonly movedOn?: () => Promise<string | undefined>
  /** False: ends as deployed as soon as everything is applied, and prunes at once. Default true. */
  readonly wait?: boolean
  /** True while other stacks are written to or removed: what they hold may be free soon. */
  readonly othersBusy?: () => boolean
}

/**
 * Plans, applies, converges, prunes and records one stack. Rejects with EngineError where the
 * engine is away before anything was written.
 */
export async function deployStack(
  context: DeployContext,
  request: DeployRequest,
): Promise<DeployResult> {
  const { stack } = request.desired
  const images = emptyResolution()
  const makePlan = (live: LiveState): Promise<Plan> => planStack(context, request, live, images)
  let { resume } = request
  // A plan that is held says nothing of what runs, so it needs no convergence.
  const isDone = (plan: Plan): boolean =>
    isEmpty(plan) && resume === undefined && (request.evenIfEmpty !== true || isHeld(plan))

  const read = async (): Promise<Prepared> => {
    const patienceMs = request.policy.deadlineMs
    return waitForEngine(context, patienceMs, async () => {
      const live = await context.reader.fresh()
      return { live, plan: await makePlan(live) }
    })
  }

  const first = await makePlan(request.live ?? (await context.reader.fresh()))
  if (isDone(first)) return withoutWrites(context, request, first)

  return withLease(context, stack, request.newer, async (lease) => {
    if (lease.waited) {
      const elsewhere = await endedElsewhere(context, stack, request.resume ?? request.newest)
      if (elsewhere !== undefined && settles(elsewhere, request)) {
        return { kind: 'ended', deployment: elsewhere }
      }
      const newer = await request.movedOn?.()
      if (newer !== undefined) return { kind: 'overtaken', newer }
      resume = await stillOpen(context, resume)
    }
    const known = lease.waited ? (await read()).plan : first
    if (isDone(known)) return withoutWrites(context, request, known)
    const deployment = resume ?? deploymentOf(context, 'deploy', request, known)
    return recorded(context, deployment, resume !== undefined, async (started) => {
      // Live is read again under the lease, while the journal takes note of the start.
      const [prepared] = await Promise.all([read(), started])
      if (isDone(prepared.plan)) return { outcome: 'unchanged' }
      const guard = writeGuard(context, lease)
      return executePlan(context, request, deployment, { ...prepared, makePlan, guard })
    })
  })
}

/** True when another process deployed the same inputs to their end, be it good or bad. */
function settles(elsewhere: Deployment, request: DeployRequest): boolean {
  const { outcome } = elsewhere.end ?? {}
  return (
    elsewhere.action === 'deploy' &&
    elsewhere.inputsDigest === request.ownership.inputsDigest &&
    outcome !== 'superseded' &&
    outcome !== 'interrupted'
  )
}
