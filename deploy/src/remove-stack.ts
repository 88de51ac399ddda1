import {
  type Actor,
  type Deployment,
  isEmpty,
  type LiveState,
  type Ownership,
  planRemoval,
} from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { deploymentOf } from './deployment-record.ts'
import { waitForEngine } from './engine-patience.ts'
import { endedElsewhere, stillOpen } from './other-process.ts'
import { type DeployResult, recorded } from './recorded.ts'
import type { Removal } from './remove-object.ts'
import { removeObjects } from './remove-objects.ts'
import { withLease } from './with-lease.ts'
import { writeGuard } from './write-guard.ts'

export interface RemoveRequest {
  readonly stack: string
  readonly ownership: Ownership
  readonly revision: string
  readonly actor: Actor
  /** Live state read just now; read when absent. */
  readonly live?: LiveState
  /** Entry without an end, to be continued. */
  readonly resume?: Deployment
  /** Newest entry of the journal, if any. */
  readonly newest?: Deployment
  /** Aborted by a newer revision; ends the wait for the lease, never a removal that began. */
  readonly newer?: AbortSignal
  /** The head, where it asks for something else by now. */
  readonly movedOn?: () => Promise<string | undefined>
  /** Longest time that tasks may take to end, milliseconds. Default 300 000. */
  readonly patienceMs?: number
}

/** Removes what the repository owns of a stack, but never its volumes, and records it. */
export async function removeStack(
  context: DeployContext,
  request: RemoveRequest,
): Promise<DeployResult> {
  const { stack, ownership, patienceMs = 300_000 } = request
  let { resume } = request
  const live = request.live ?? (await context.reader.fresh())
  const first = planRemoval(stack, live, ownership)
  if (isEmpty(first) && resume === undefined) return { kind: 'nothing', plan: first }

  return withLease(context, stack, request.newer, async (lease) => {
    if (lease.waited && resume !== undefined) {
      const elsewhere = await endedElsewhere(context, stack, resume)
      if (elsewhere?.id === resume.id) return { kind: 'ended', deployment: elsewhere }
    }
    if (lease.waited) {
      const newer = await request.movedOn?.()
      if (newer !== undefined) return { kind: 'overtaken', newer }
      resume = await stillOpen(context, resume)
    }
    const now = await waitForEngine(context, patienceMs, () => context.reader.fresh())
    const plan = planRemoval(stack, now, ownership)
    if (isEmpty(plan) && resume === undefined) return { kind: 'nothing', plan }
    const deployment = resume ?? deploymentOf(context, 'remove', request, plan)
    return recorded(context, deployment, resume !== undefined, async (started) => {
      const removals = plan.changes.flatMap((change): Removal[] =>
        change.action === 'remove' ? [{ ...change.ref, id: change.id }] : [],
      )
      const guard = writeGuard(context, lease)
      await started
      await context.slots.run(() => removeObjects(context, removals, guard, patienceMs))
      return { outcome: 'removed' }
    })
  })
}
