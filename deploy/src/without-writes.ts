import { type Actor, type Deployment, type Ownership, type Plan, isHeld } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { type Ending, deploymentOf, recordEnd } from './deployment-record.ts'
import { holdReason } from './planned-objects.ts'
import type { DeployResult } from './recorded.ts'

/**
 * Ends a deployment whose plan asks for no write. The journal gets an entry only where it tells
 * something new: a hold that wasn't told yet, or inputs that changed without changing a spec.
 */
export async function withoutWrites(
  context: DeployContext,
  request: {
    readonly ownership: Ownership
    readonly revision: string
    readonly actor: Actor
    readonly newest?: Deployment
  },
  plan: Plan,
): Promise<DeployResult> {
  const ending = endingWithoutWrites(plan, request.ownership.inputsDigest, request.newest)
  if (ending === undefined) return { kind: 'nothing', plan }
  const deployment = deploymentOf(context, 'deploy', request, plan)
  return { kind: 'ended', deployment: await recordEnd(context, deployment, ending) }
}

function endingWithoutWrites(
  plan: Plan,
  inputsDigest: string,
  newest: Deployment | undefined,
): Ending | undefined {
  const sameInputs = newest?.action === 'deploy' && newest.inputsDigest === inputsDigest
  if (isHeld(plan)) {
    const reason = holdReason(plan)
    const told = sameInputs && newest.end?.outcome === 'held' && newest.end.reason === reason
    return told ? undefined : { outcome: 'held', code: 'held', reason }
  }
  return newest === undefined || sameInputs ? undefined : { outcome: 'unchanged' }
}
