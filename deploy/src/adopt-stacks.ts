import {
  type Adoption,
  type AdoptionContext,
  type AdoptionProposal,
  type AdoptionRequest,
  type LeftStack,
  type LiveState,
  type Loss,
  proposeAdoption,
} from '@kesako/core'
import type { CommitRequest, FileChange, StacksRepository, Trailer } from '@kesako/repository'

export interface AdoptStacksParts extends AdoptionContext {
  readonly repository: StacksRepository
  readonly live: LiveState
  /** The head of the branch, undefined where there is none; throws where it can't be read. */
  readonly readHead: () => Promise<string | undefined>
}

export interface AdoptStacksRequest extends AdoptionRequest {
  readonly author: CommitRequest['author']
  /** Of the commit; beside them each stack is named. Default: none. */
  readonly trailers?: readonly Trailer[]
  readonly dryRun: boolean
  /** Default: one that names the stacks. */
  readonly message?: string
}

export interface AdoptedStacks extends AdoptionProposal {
  /** The one commit with all files; absent for a dry run, and where nothing is to be written. */
  readonly revision?: string
}

/** Commits of others came in between again and again. */
export class AdoptionConflict extends Error {
  constructor() {
    super('Other commits came in between again and again.')
    this.name = 'AdoptionConflict'
  }
}

/** Attempts to commit while other commits come in between. */
const ATTEMPTS = 5

/**
 * Writes the files of stacks that run unmanaged into the stacks repository, all in one commit. The
 * next pass takes them over; nothing is deployed here.
 */
export async function adoptStacks(
  parts: AdoptStacksParts,
  request: AdoptStacksRequest,
): Promise<AdoptedStacks> {
  const { repository } = parts
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const head = await parts.readHead()
    const proposal = await proposeAt(parts, request, head)
    const { adoptions } = proposal
    if (request.dryRun || adoptions.length === 0) return proposal
    const result = await repository.commit({
      changes: changesOf(adoptions),
      message: request.message ?? messageOf(adoptions),
      author: request.author,
      ...(request.trailers === undefined
        ? {}
        : { trailers: [...adoptions.map(stackTrailer), ...request.trailers] }),
      expectedHead: head,
    })
    if (result.kind !== 'conflict') return { ...proposal, revision: result.revision }
  }
  throw new AdoptionConflict()
}

/** What would be written on top of a revision, which has its own files and variables. */
async function proposeAt(
  { repository, live, ...context }: AdoptStacksParts,
  request: AdoptStacksRequest,
  head: string | undefined,
): Promise<AdoptionProposal> {
  const known = head === undefined ? [] : (await repository.load(head)).stacks
  const inRepository = new Set(known.map(({ name }) => name))
  const proposal = proposeAdoption(live, inRepository, context, request)
  const adoptions: Adoption[] = []
  const left = [...proposal.left]
  for (const adoption of proposal.adoptions) {
    const refused = await refuseAt(repository, head, adoption)
    if (refused === undefined) adoptions.push(adoption)
    else left.push(refused)
  }
  return { ...proposal, adoptions, left: left.toSorted((a, b) => (a.stack < b.stack ? -1 : 1)) }
}

/** A file that is there is somebody's; and variables of the repository may change what a file says. */
async function refuseAt(
  repository: StacksRepository,
  head: string | undefined,
  adoption: Adoption,
): Promise<LeftStack | undefined> {
  const { stack, files } = adoption
  for (const { path } of files) {
    if (head === undefined || (await repository.readFile(head, path)) === undefined) continue
    return {
      stack,
      code: 'file-exists',
      reason: `The stacks repository has a file ${path} already.`,
      remedy: 'Move it, or write the stack by hand.',
    }
  }
  const preview = await repository.preview(head, changesOf([adoption]), { only: stack })
  const problems = preview.stacks
    .flatMap((one) => one.problems)
    .filter(({ severity }) => severity === 'error')
  if (problems.length === 0) return undefined
  return {
    stack,
    code: 'not-convertible',
    reason: `The files of ${stack} can't be converted in this repository.`,
    remedy: 'See its problems, and what the repository has for it, such as variables.',
    adoption: { ...adoption, problems },
  }
}

function changesOf(adoptions: readonly Adoption[]): readonly FileChange[] {
  return adoptions.flatMap(({ files }) => files)
}

function stackTrailer({ stack }: Adoption): Trailer {
  return { key: 'Kesako-Stack', value: stack }
}

function messageOf(adoptions: readonly Adoption[]): string {
  const names = adoptions.map(({ stack }) => stack)
  const shown =
    names.length > 5
      ? `${names.length} stacks`
      : `the ${names.length === 1 ? 'stack' : 'stacks'} ${names.join(', ')}`
  const losses = adoptions.flatMap((adoption) => adoption.losses.map(lossLine))
  const body = [
    'Written from what ran on the swarm.',
    ...(names.length > 5 ? [`Stacks: ${names.join(', ')}`] : []),
    ...(losses.length === 0 ? [] : [`Not in the files:\n${losses.join('\n')}`]),
  ]
  return [`Adopt ${shown}`, ...body].join('\n\n')
}

function lossLine({ ref, field, meaning }: Loss): string {
  return `- ${ref.kind} ${ref.name}${field === '' ? '' : ` ${field}`}: ${meaning}`
}
