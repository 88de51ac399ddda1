import type { CommitAnswer } from '@kesako/contract'
import type { StackAtRevision, StacksRepository } from '@kesako/repository'
import type { Identity } from '../auth/identity.ts'
import type { HeadState } from '../change/read-head.ts'
import type { StackWrite } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import { requireManaged } from './stack-handlers.ts'

/** The stack as Git has it; throws what fits when it has none. */
export async function requireFiles(
  context: ApiContext,
  name: string,
  head: HeadState,
  current: StackAtRevision | undefined,
): Promise<StackAtRevision> {
  if (current !== undefined) return current
  if (head.revision === undefined) throw branchMissing(context.repository)
  await requireManaged(context, name)
  throw new RequestProblem('stack-not-in-git', `The stack ${name} has no files in Git any more.`)
}

export function etagHeader({ etag }: CommitAnswer): Readonly<Record<string, string>> {
  return etag === undefined ? {} : { ETag: etag }
}

/** What all writes have in common: who asks, for which version, and how the answer shall be. */
export function wayOf(call: {
  readonly identity: Identity
  readonly ifMatch: readonly string[] | undefined
  readonly query: { readonly dryRun?: boolean; readonly wait?: boolean }
  readonly signal: AbortSignal
}): Pick<StackWrite, 'actor' | 'caller' | 'ifMatch' | 'dryRun' | 'wait' | 'signal'> {
  const { identity, ifMatch, query, signal } = call
  const { dryRun = false, wait = false } = query
  const actor = { name: identity.name, via: 'api' as const }
  return { actor, caller: identity, ifMatch, dryRun, wait, signal }
}

export function branchMissing({ branch }: StacksRepository): RequestProblem {
  const detail = `The stacks repository has no branch ${branch} yet.`
  return new RequestProblem('branch-missing', detail, { remedy: 'Push a first commit.' })
}
