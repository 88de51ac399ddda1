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
  const files = await Promise.all(
    changes.map(async ({ path, content }) => ({
      path,
      yours: text(content),
      theirs: text(head === undefined ? undefined : await repository.readFile(head, path)),
    })),
  )
  const conflict: Conflict = { base: base ?? '', ...(head === undefined ? {} : { head }), files }
  const detail = `A commit that came in between changed the stack ${stack} too.`
  const remedy = 'Look at both versions, put them together, and send the result.'
  return new RequestProblem('commit-conflict', detail, { conflict, remedy })
}

function text(content: Uint8Array | null | undefined): string | null {
  return content === null || content === undefined ? null : new TextDecoder().decode(content)
}
