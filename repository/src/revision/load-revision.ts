import type { Problem } from '@kesako/core'
import type { RepositoryPolicy, RevisionState, StackAtRevision } from '../repository-api.ts'
import {
  BROKEN_REPOSITORY_POLICY,
  DEFAULT_REPOSITORY_POLICY,
  POLICY_FILE,
  readRepositoryPolicy,
} from '../settings/repository-policy.ts'
import { chooseFiles } from '../stacks/choose-files.ts'
import type { LoadContext } from '../stacks/load-stack-at-revision.ts'
import { loadStackAtRevision } from '../stacks/load-stack-at-revision.ts'
import { withOrderProblems } from '../stacks/order-problems.ts'
import { checkBounds } from '../stacks/stack-bounds.ts'
import { findStackFiles } from '../stacks/stack-files.ts'
import type { RevisionFiles } from './revision-files.ts'

/** Stacks that are read side by side, so that a first load holds few files in memory. */
const SIDE_BY_SIDE = 8

/** Reads everything that a revision asks for, or one stack of it. Throws `too-many-stacks`. */
export async function loadRevision(
  revision: string,
  roots: readonly string[],
  context: LoadContext,
  only?: string,
): Promise<RevisionState> {
  const { listing } = context.files
  const all = findStackFiles(listing.entries.keys())
  const found = all.filter(({ name }) => only === undefined || name === only)
  checkBounds(found, listing)
  const chosen = found.map((files) => chooseFiles(files, listing))
  const stacks: StackAtRevision[] = []
  const next = chosen.entries()
  async function work(): Promise<void> {
    for (const [at, files] of next) stacks[at] = await loadStackAtRevision(files, context)
  }
  const [{ policy, problems }] = await Promise.all([
    loadPolicy(context.files),
    ...Array.from({ length: SIDE_BY_SIDE }, work),
  ])
  return {
    revision,
    roots,
    emptyTree: listing.entries.size === 0,
    stacks: withOrderProblems(stacks, new Set(all.map(({ name }) => name))).map((stack) =>
      withPrune(stack, policy),
    ),
    policy,
    problems: [...problems, ...misnamed(listing.entries.keys())],
  }
}

/** What the stack leaves to the repository. */
function withPrune(stack: StackAtRevision, { prune }: RepositoryPolicy): StackAtRevision {
  if (prune || stack.policy.prune !== undefined) return stack
  return { ...stack, policy: { ...stack.policy, prune } }
}

async function loadPolicy(
  files: RevisionFiles,
): Promise<{ readonly policy: RepositoryPolicy; readonly problems: readonly Problem[] }> {
  const found = files.find(POLICY_FILE)
  if (found.kind === 'file') return readRepositoryPolicy(await files.read(found.entry))
  if (found.kind === 'missing') return { policy: DEFAULT_REPOSITORY_POLICY, problems: [] }
  const problem: Problem = {
    code: 'policy-unreadable',
    severity: 'error',
    message: `${POLICY_FILE} is no file that can be read: ${found.kind}. The default policy holds, and nothing is pruned.`,
    remedy: 'Commit it as a regular file of at most 1 MiB.',
    place: { file: POLICY_FILE, line: 1, column: 1 },
  }
  return { policy: BROKEN_REPOSITORY_POLICY, problems: [problem] }
}

/** Files at the root that look as if they meant something, and don't. */
function misnamed(paths: Iterable<string>): readonly Problem[] {
  const problems: Problem[] = []
  for (const path of paths) {
    if (/^(?:docker-)?compose-?\.(?:yml|yaml|json)$/u.test(path)) {
      problems.push(
        ignored(path, 'names no stack', 'Rename it to docker-compose-<stack>.yml to deploy it.'),
      )
    } else if (path === 'kesako.yaml') {
      problems.push(ignored(path, 'is not read', `Rename it to ${POLICY_FILE}.`))
    }
  }
  return problems
}

function ignored(file: string, what: string, remedy: string): Problem {
  return {
    code: 'file-ignored',
    severity: 'warning',
    message: `${file} ${what}.`,
    remedy,
    place: { file, line: 1, column: 1 },
  }
}
