import { FILES_OWNER } from '../labels.ts'
import { stackNameProblem } from '../compose/names.ts'
import type { LiveState } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import { ownerWords } from '../plan/owner.ts'
import { type RunningStack, runningStacks, servicesOutsideStacks } from './adoptable-stacks.ts'
import { type AdoptionContext, adoptStack } from './adopt-stack.ts'
import { type Adoption, isExact } from './adoption.ts'

/** What somebody asks to have written. */
export interface AdoptionRequest {
  /** Undefined: all that run, that nobody owns, and that the repository has no files for. */
  readonly stacks?: readonly string[]
  /** Write also what a Compose file can't say all of. */
  readonly acceptLosses: boolean
}

/** Why a stack isn't written. */
export type LeftCode =
  /** Nothing of that name runs. */
  | 'not-running'
  /** The stacks repository has files for it. */
  | 'in-repository'
  /** Another stacks repository, or a person with `kesako apply -c`, deployed it. */
  | 'owned-by-other-repository'
  /** Its name can't be that of a file in the repository. */
  | 'stack-name'
  /** A Compose file can't say all of it, and nobody accepted that. */
  | 'loses'
  /** The written file can't be converted. */
  | 'not-convertible'
  /** The repository has a file, of no stack, where one would be written. */
  | 'file-exists'

export interface LeftStack {
  readonly stack: string
  readonly code: LeftCode
  readonly reason: string
  readonly remedy: string
  /** What would be lost, or why it can't be converted. */
  readonly adoption?: Adoption
}

/** A service that no stack has, so that no Compose file has it either. */
export interface OutsideService {
  readonly name: string
  readonly image: string
}

export interface AdoptionProposal {
  /** To be written, sorted by stack. */
  readonly adoptions: readonly Adoption[]
  /** Asked for and not written, sorted by stack. */
  readonly left: readonly LeftStack[]
  readonly outside: readonly OutsideService[]
}

/** Which stacks become files, and why others don't. `inRepository` are those that it has files for. */
export function proposeAdoption(
  live: LiveState,
  inRepository: ReadonlySet<string>,
  context: AdoptionContext,
  { stacks, acceptLosses }: AdoptionRequest,
): AdoptionProposal {
  const running = new Map(runningStacks(live).map((one) => [one.name, one]))
  const unmanaged = [...running.values()]
    .filter(({ name, owners }) => owners.length === 0 && !inRepository.has(name))
    .map(({ name }) => name)
  const adoptions: Adoption[] = []
  const left: LeftStack[] = []
  for (const stack of [...new Set(stacks ?? unmanaged)].toSorted(compareText)) {
    const refused = refuse(stack, running.get(stack), inRepository)
    if (refused !== undefined) {
      left.push(refused)
      continue
    }
    const adoption = adoptStack(stack, live, context)
    const lossy = judge(adoption, acceptLosses)
    if (lossy === undefined) adoptions.push(adoption)
    else left.push(lossy)
  }
  const outside = servicesOutsideStacks(live).map(({ spec }) => ({
    name: spec.Name,
    image: spec.TaskTemplate.ContainerSpec.Image.replace(/@sha256:[0-9a-f]{64}$/, ''),
  }))
  return { adoptions, left, outside }
}

function refuse(
  stack: string,
  running: RunningStack | undefined,
  inRepository: ReadonlySet<string>,
): LeftStack | undefined {
  if (inRepository.has(stack)) {
    return {
      stack,
      code: 'in-repository',
      reason: `The stacks repository has files for ${stack} already.`,
      remedy:
        'See what they would change: kesako plan. To take it over as they say: "adopt": true in its settings.',
    }
  }
  if (running === undefined) {
    return {
      stack,
      code: 'not-running',
      reason: `No service of a stack ${stack} is on the swarm.`,
      remedy: 'See all stacks: kesako status',
    }
  }
  const owner = running.owners[0]
  if (owner !== undefined) {
    return {
      stack,
      code: 'owned-by-other-repository',
      reason:
        owner === FILES_OWNER
          ? `${stack} was deployed by kesako apply -c, from files of a person.`
          : `${stack} belongs to the stacks repository with the root commit ${ownerWords(owner)}.`,
      remedy:
        owner === FILES_OWNER
          ? 'Commit those files as they are; what deployed them has to let go of it first: kesako rm.'
          : 'Take it out of that one first.',
    }
  }
  const problem = stackNameProblem(stack)
  if (problem === undefined) return undefined
  return {
    stack,
    code: 'stack-name',
    reason: `${problem.message}.`,
    remedy: problem.remedy ?? '',
  }
}

function judge(adoption: Adoption, acceptLosses: boolean): LeftStack | undefined {
  const { stack, losses, problems } = adoption
  if (problems.length > 0) {
    return {
      stack,
      code: 'not-convertible',
      reason: `${stack} has values that no Compose file takes.`,
      remedy: 'Change them with docker service update, or write its file by hand.',
      adoption,
    }
  }
  if (isExact(adoption) || acceptLosses) return undefined
  const count = losses.length === 1 ? 'one thing' : `${losses.length} things`
  return {
    stack,
    code: 'loses',
    reason: `A Compose file can't say ${count} about ${stack}.`,
    remedy: 'To write it all the same: --accept-losses.',
    adoption,
  }
}
