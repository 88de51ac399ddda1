import type { Conflict } from '@kesako/contract'
import type { FileChange, StacksRepository } from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'

/** The 409 of a change whose stack a commit touched in between, with both versions of its files. */
export async function commitConflict(
  repository: StacksRepository,
  stack: string,
  base: string | undefined,
  head: string | undefined,
  changes: readonly FileChange[],
): Promise<RequestProblem> {
  const conflict = await versionsOf(repository, base, head, changes)
  const detail = `A commit that came in between changed the stack ${stack} too.`
  const remedy = 'Look at both versions, put them together, and send the result.'
  return new RequestProblem('commit-conflict', detail, { conflict, remedy })
}

/** The 409 of a change that commits to other stacks overtook again and again. */
export async function alwaysOvertaken(
  repository: StacksRepository,
  base: string | undefined,
  head: string | undefined,
  changes: readonly FileChange[],
): Promise<RequestProblem> {
  const conflict = await versionsOf(repository, base, head, changes)
  const detail = 'Other commits came in between again and again; nothing was committed.'
  return new RequestProblem('commit-conflict', detail, { conflict, remedy: 'Send it again.' })
}

async function versionsOf(
  repository: StacksRepository,
  base: string | undefined,
  head: string | undefined,
  changes: readonly FileChange[],
): Promise<Conflict> {
  const files = await Promise.all(
    changes.map(async ({ path, content }) => ({
      path,
      yours: text(content),
      theirs: text(head === undefined ? undefined : await repository.readFile(head, path)),
    })),
  )
  return { base: base ?? '', ...(head === undefined ? {} : { head }), files }
}

function text(content: Uint8Array | null | undefined): string | null {
  return content === null || content === undefined ? null : new TextDecoder().decode(content)
}
