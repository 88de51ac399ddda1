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
} from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'
import { imageProblems } from './image-refusals.ts'
import { emptyResolution, type ImageResolution, resolveImages } from './image-resolution.ts'
import { servicesToResend } from './services-to-resend.ts'

export interface PlanRequest {
  readonly desired: DesiredState
  readonly policy: StackPolicy
  readonly ownership: Ownership
  /** Whether what bears no label of ours goes where the stack doesn't name it: see `prunesUnlabelled`. */
  readonly pruneUnlabelled: boolean
}

/**
 * The plan of one stack against live. Writes nothing; asks no registry unless `images` is given. An
 * image that no node could get is an error among its warnings.
 */
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
    pruneUnlabelled: request.pruneUnlabelled,
  }
  const unclear = secretsToCompare(desired, live, planContext)
  const resend = await servicesToResend(context, desired, live, images === undefined)
  const waiting = new Set([...resend].flatMap(([name, why]) => (why === 'image' ? [name] : [])))
  const [equalSecrets] = await Promise.all([
    context.secrets.equal(unclear),
    images === undefined
      ? undefined
      : resolveImages(context, imagesToAsk(desired, live, policy, waiting), images),
  ])
  const made = plan(desired, live, { ...planContext, equalSecrets, resend })
  return { ...made, warnings: [...made.warnings, ...imageProblems(made, known)] }
}

/** Those that changed, and those whose digest wasn't had while the nodes didn't get them either. */
function imagesToAsk(
  desired: DesiredState,
  live: LiveState,
  { resolveImage, ignore }: StackPolicy,
  waiting: ReadonlySet<string>,
): readonly string[] {
  const changed = imagesToResolve(desired, live, resolveImage, ignore)
  if (resolveImage === 'never' || waiting.size === 0) return changed
  const byTag = new Set(
    live.services
      .filter(({ spec }) => !spec.TaskTemplate.ContainerSpec.Image.includes('@'))
      .map(({ spec }) => spec.Name),
  )
  const again = desired.services.filter(({ Name }) => waiting.has(Name) && byTag.has(Name))
  const others = imagesToResolve({ ...desired, services: again }, live, 'always', ignore)
  return [...new Set([...changed, ...others])]
}
