import type {
  FileChange,
  RevisionState,
  StackAtRevision,
  StacksRepository,
} from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'
import type { HeadState } from './read-head.ts'
import { ownFiles } from './stack-files.ts'
import { filesInvalid } from './write-stack.ts'

/** An input that differs from the revision and that other stacks use too. */
export interface SharedInput {
  readonly path: string
  readonly stacks: readonly string[]
  readonly restored: boolean
}

export interface RollBack {
  /** The stack as it was. */
  readonly was: StackAtRevision
  readonly changes: readonly FileChange[]
  readonly shared: readonly SharedInput[]
}

/**
 * The changes that give a stack, also one whose files are gone, the inputs of an earlier revision: its own, and those that other stacks
 * use too only with `includeShared`. Throws a 422 where there is nothing to go back to.
 */
export async function rollBack(
  repository: StacksRepository,
  head: HeadState & { readonly revision: string },
  name: string,
  request: { readonly to: string; readonly includeShared: boolean },
): Promise<RollBack> {
  const { to, includeShared } = request
  const before = await repository.load(to)
  const stack = before.stacks.find((one) => one.name === name)
  const now = head.state.stacks.find((one) => one.name === name)
  if (stack === undefined) {
    throw refused(
      `The stack ${name} wasn't there at ${to.slice(0, 7)}.`,
      'Choose a commit of its history, or delete the stack.',
    )
  }
  if (stack.problems.some(({ severity }) => severity === 'error')) {
    throw filesInvalid(name, stack.problems)
  }
  const users = usersOf([before, head.state], name)
  const own = now === undefined ? [] : ownFiles(now, head.state.stacks)
  // What came since goes only where it is the stack's alone by its name.
  const paths = new Set([...stack.inputs, ...own])
  const changes: FileChange[] = []
  const shared: SharedInput[] = []
  for (const path of [...paths].toSorted()) {
    const [old, current] = await Promise.all([
      repository.readFile(to, path),
      repository.readFile(head.revision, path),
    ])
    if (equal(old, current)) continue
    const stacks = users.get(path) ?? []
    if (stacks.length > 0) shared.push({ path, stacks, restored: includeShared })
    if (stacks.length === 0 || includeShared) changes.push({ path, content: old ?? null })
  }
  return { was: stack, changes, shared }
}

/** Other stacks that use each path, now or then. */
function usersOf(
  states: readonly RevisionState[],
  name: string,
): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>()
  for (const other of states.flatMap(({ stacks }) => stacks)) {
    if (other.name === name) continue
    for (const path of other.inputs) {
      const known = users.get(path) ?? new Set()
      users.set(path, known.add(other.name))
    }
  }
  return new Map([...users].map(([path, stacks]) => [path, [...stacks].toSorted()]))
}

function equal(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return Buffer.compare(a, b) === 0
}

export function refused(detail: string, remedy: string): RequestProblem {
  return new RequestProblem('rollback-refused', detail, { remedy })
}
