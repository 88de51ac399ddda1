import {
  type DesiredState,
  type LiveState,
  type Ownership,
  type Plan,
  type PlanContext,
  type StackPolicy,
  imagesToResolve,
  plan,
  secretsToCompare,
  STACK_LABEL,
  REPOSITORY_LABEL,
} from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { emptyResolution, type ImageResolution, resolveImages } from './image-resolution.ts'
import { servicesToResend } from './services-to-resend.ts'

export interface PlanRequest {
  readonly desired: DesiredState
  readonly policy: StackPolicy
  readonly ownership: Ownership
  /** True when an earlier deployment of this stack is known to have ended well. */
  readonly appliedBefore: boolean
}

/** The plan of one stack against live. Writes nothing; asks no registry unless `images` is given. */
export async function planStack(
  context: Pick<DeployContext, 'engine' | 'digests' | 'secrets' | 'credentials'>,
  request: PlanRequest,
  live: LiveState,
  images?: ImageResolution,
): Promise<Plan> {
  const { desired, policy, ownership } = request
  const known = images ?? emptyResolution()
  const planContext: PlanContext = {
    ownership,
    policy,
    images: known.images,
    digests: context.digests,
    equalSecrets: new Set(),
    prune: request.appliedBefore || !isAdoption(desired.stack, live, ownership),
  }
  const unclear = secretsToCompare(desired, live, planContext)
  const resend = await servicesToResend(context, desired, live, images === undefined)
  const [equalSecrets] = await Promise.all([
    context.secrets.equal(unclear),
    images === undefined
      ? undefined
      : resolveImages(context, imagesToAsk(desired, live, policy, resend), images),
  ])
  const made = plan(desired, live, { ...planContext, equalSecrets, resend })
  return { ...made, warnings: [...made.warnings, ...known.warnings.values()] }
}

/** Those that changed, and those whose digest wasn't had while the nodes didn't get them either. */
function imagesToAsk(
  desired: DesiredState,
  live: LiveState,
  { resolveImage, ignore }: StackPolicy,
  resend: ReadonlySet<string>,
): readonly string[] {
  const changed = imagesToResolve(desired, live, resolveImage, ignore)
  if (resolveImage === 'never' || resend.size === 0) return changed
  const byTag = new Set(
    live.services
      .filter(({ spec }) => !spec.TaskTemplate.ContainerSpec.Image.includes('@'))
      .map(({ spec }) => spec.Name),
  )
  const waiting = desired.services.filter(({ Name }) => resend.has(Name) && byTag.has(Name))
  const others = imagesToResolve({ ...desired, services: waiting }, live, 'always', ignore)
  return [...new Set([...changed, ...others])]
}

/** A stack that others deployed and that isn't ours yet: its first deployment prunes nothing. */
function isAdoption(stack: string, live: LiveState, ownership: Ownership): boolean {
  return live.services.some(
    (service) =>
      service.spec.Labels[STACK_LABEL] === stack &&
      service.spec.Labels[REPOSITORY_LABEL] !== ownership.repository,
  )
}
