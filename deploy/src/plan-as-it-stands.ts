import {
  type Deployment,
  type LiveState,
  type Plan,
  isEmpty,
  planRemoval,
  preflight,
} from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import type { DeployContext } from './deploy-context.ts'
import { planStack } from './plan-stack.ts'
import { endedWell } from './stack-facts.ts'

/**
 * What would change now if one stack were made equal to the revision; undefined where its inputs
 * are broken. What the swarm would refuse is among its warnings. Writes nothing and asks no registry.
 */
export async function planAsItStands(
  context: Pick<DeployContext, 'engine' | 'digests' | 'secrets' | 'credentials'>,
  parts: {
    readonly name: string
    readonly stack: StackAtRevision | undefined
    readonly newest: Deployment | undefined
    readonly repository: string
    readonly live: LiveState
  },
): Promise<Plan | undefined> {
  const { name, stack, newest, repository, live } = parts
  const ownership = { repository, inputsDigest: stack?.inputsDigest ?? '' }
  if (stack === undefined || !stack.enabled) return planRemoval(name, live, ownership)
  if (stack.desired === undefined) return undefined
  const { desired, policy } = stack
  const request = { desired, policy, ownership, appliedBefore: endedWell(newest) }
  const plan = await planStack(context, request, live)
  if (isEmpty(plan)) return plan
  return { ...plan, warnings: [...plan.warnings, ...preflight(desired, live)] }
}
