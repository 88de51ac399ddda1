import type { DesiredState } from '../desired-state.ts'
import type { LiveService } from '../live/live-state.ts'
import { isJob } from '../spec/service-mode.ts'
import { ownerWords } from './owner.ts'
import type { LiveObject, StackObjects } from './stack-objects.ts'
import { repositoryOf, serviceObject, stackOf } from './stack-objects.ts'

/** How a stack on the swarm stands to a repository. */
export type Standing =
  /** Nothing of it is there. */
  | 'new'
  /** Something of it bears the repository's label. */
  | 'ours'
  /** It runs, deployed by other means. */
  | 'unmanaged'

/** Decided by what bears the stack's namespace label. */
export function standingOf(stack: string, objects: StackObjects, repository: string): Standing {
  const members = objects.all.filter((object) => stackOf(object) === stack)
  if (members.length === 0) return 'new'
  return members.some((object) => repositoryOf(object) === repository) ? 'ours' : 'unmanaged'
}

/** Objects that stop the whole stack, each with a sentence: another owner's, or of a name that we need. */
export function conflicts(
  desired: DesiredState,
  objects: StackObjects,
  repository: string,
): readonly { readonly object: LiveObject; readonly reason: string }[] {
  return objects.all.flatMap((object) => {
    const reason = conflict(object, desired.stack, repository)
    return reason === undefined ? [] : [{ object, reason }]
  })
}

function conflict(object: LiveObject, stack: string, repository: string): string | undefined {
  const what = `The ${object.kind} ${object.name}`
  const owner = repositoryOf(object)
  if (owner !== undefined && owner !== repository) {
    return `${what} belongs to another stacks repository (${ownerWords(owner)}).`
  }
  const namespace = stackOf(object)
  if (namespace === stack) return undefined
  return namespace === undefined
    ? `${what} exists and belongs to no stack.`
    : `${what} exists and belongs to the stack ${namespace}.`
}

/**
 * True for services that are never sent a label-only update, which would run a job again, or end
 * an update that is running, paused or rolling back. They count as ours in a stack that is ours.
 */
export function defersLabels(service: LiveService): boolean {
  if (isJob(service.spec)) return true
  const state = service.updateStatus?.state
  return state !== undefined && state !== 'completed' && state !== 'rollback_completed'
}

/** Which objects without a label of ours are treated as ours. */
export interface Claim {
  readonly stack: string
  readonly repository: string
  readonly standing: Standing
  /** `adopt: true`, or computing what adoption would do: everything of the namespace is claimed. */
  readonly everything: boolean
  /** Names that the stack asks for, by kind. */
  readonly isDesired: (object: LiveObject) => boolean
}

/** True when the planner may change or prune the object. */
export function isClaimed(object: LiveObject, claim: Claim): boolean {
  if (stackOf(object) !== claim.stack) return false
  const owner = repositoryOf(object)
  if (owner !== undefined) return owner === claim.repository
  if (claim.everything) return true
  return claim.standing === 'ours' && (object.kind === 'network' || claim.isDesired(object))
}

/** As `isClaimed`; a service that can't be labelled yet counts as ours too. */
export function isClaimedService(service: LiveService, claim: Claim): boolean {
  const object = serviceObject(service)
  if (isClaimed(object, claim)) return true
  return (
    claim.standing === 'ours' &&
    stackOf(object) === claim.stack &&
    repositoryOf(object) === undefined &&
    defersLabels(service)
  )
}
