import {
  type Deployment,
  type LiveState,
  type Plan,
  type Problem,
  isEmpty,
  planRemoval,
  preflight,
} from '@kesako/core'
import type { StackAtRevision } from '@kesako/repository'
import { askingAgain } from './asking-again.ts'
import type { DeployContext } from './deploy-context.ts'
import { emptyResolution } from './image-resolution.ts'
import { planStack } from './plan-stack.ts'
import { prunesUnlabelled } from './stack-facts.ts'

/**
 * What would change now if one stack were made equal to the revision; undefined where its inputs
 * are broken. What the swarm would refuse is among its warnings. Writes nothing, and asks registries only with `resolve`.
 */
export async function planAsItStands(
  context: Pick<DeployContext, 'engine' | 'digests' | 'secrets' | 'credentials'>,
  parts: {
    readonly name: string
    readonly stack: StackAtRevision | undefined
    readonly newest: Deployment | undefined
    readonly repository: string
    readonly live: LiveState
    /** Enabled stacks of the revision that depend on it. */
    readonly dependents: readonly string[]
    readonly resolve?: boolean
  },
): Promise<Plan | undefined> {
  const { name, stack, newest, repository, live } = parts
  const ownership = { repository, inputsDigest: stack?.inputsDigest ?? '' }
  if (stack === undefined || !stack.enabled) {
    return withDependents(planRemoval(name, live, ownership), parts.dependents)
  }
  if (stack.desired === undefined) return undefined
  const { desired } = stack
  const resolve = parts.resolve === true
  const policy = askingAgain(stack.policy, resolve)
  const request = {
    desired,
    policy,
    ownership,
    pruneUnlabelled: prunesUnlabelled(newest, stack.inputsDigest),
  }
  const plan = await planStack(context, request, live, resolve ? emptyResolution() : undefined)
  if (isEmpty(plan)) return plan
  return { ...plan, warnings: [...plan.warnings, ...preflight(desired, live, policy)] }
}

/** Says which stacks can't be deployed any more once this one is gone. */
function withDependents(plan: Plan, dependents: readonly string[]): Plan {
  if (isEmpty(plan) || dependents.length === 0) return plan
  const who =
    dependents.length === 1
      ? `The stack ${dependents.join('')} depends`
      : `The stacks ${dependents.join(', ')} depend`
  const warning: Problem = {
    code: 'others-depend-on-it',
    severity: 'warning',
    message: `${who} on ${plan.stack}, which is removed.`,
    remedy: 'Remove it from their dependsOn, for they can’t be deployed without it.',
  }
  return { ...plan, warnings: [...plan.warnings, warning] }
}
