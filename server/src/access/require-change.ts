import type { FileChange, StacksRepository } from '@kesako/repository'
import type { HeadState } from '../change/read-head.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { Caller } from './caller.ts'
import { judgeChange } from './judge-change.ts'

/** Problems that an answer names. */
const MAX_PROBLEMS = 50

/** Throws a 403 for changes of the head that the caller may not make; see judgeChange. */
export async function requireChange(
  repository: StacksRepository,
  caller: Caller,
  head: HeadState,
  changes: readonly FileChange[],
): Promise<void> {
  if (caller.role === 'admin') return
  const [after, paths] = await Promise.all([
    repository.preview(head.revision, changes),
    repository.difference(head.revision, changes),
  ])
  const before = head.revision === undefined ? undefined : head.state
  const problems = judgeChange(caller, { before, after, paths })
  const [first] = problems
  if (first === undefined) return
  const isManifest = problems.every(({ code }) => code.startsWith('manifest-'))
  throw new RequestProblem(isManifest ? 'manifest-forbidden' : 'stack-not-yours', first.message, {
    ...(first.remedy === undefined ? {} : { remedy: first.remedy }),
    problems: problems.slice(0, MAX_PROBLEMS),
  })
}
