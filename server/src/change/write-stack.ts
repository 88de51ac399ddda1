import type { CommitAnswer, PlanView, ProblemItem } from '@kesako/contract'
import type { Actor } from '@kesako/core'
import type { Log, Runner } from '@kesako/deploy'
import type { Engine } from '@kesako/engine'
import type {
  FileChange,
  RevisionState,
  StackAtRevision,
  StacksRepository,
} from '@kesako/repository'
import { RequestProblem } from '../http/request-problem.ts'
import { stackEtag, requireMatch } from '../view/etag.ts'
import { authorOf } from './author.ts'
import { commitConflict } from './conflict.ts'
import { planIfReachable } from './plan-at-head.ts'
import { readHead, type HeadState } from './read-head.ts'

export interface WriteParts {
  readonly engine: Engine
  readonly repository: StacksRepository
  readonly runner: Runner
  readonly log: Log
}

/** One change of one stack, to become a commit. */
export interface StackWrite {
  readonly stack: string
  readonly message: string
  readonly actor: Actor
  readonly ifMatch: readonly string[] | undefined
  readonly dryRun: boolean
  /** The changes against the head; throws a RequestProblem where there is nothing to change. */
  readonly changes: (
    head: HeadState,
    current: StackAtRevision | undefined,
  ) => Promise<readonly FileChange[]>
}

/** Attempts to commit while commits to other stacks come in between. */
const ATTEMPTS = 5

/**
 * Validates, commits and starts a pass. A commit in between that leaves the stack alone is no
 * conflict: the change is made again on the new head.
 */
export async function writeStack(parts: WriteParts, write: StackWrite): Promise<CommitAnswer> {
  let first:
    | { readonly revision: string | undefined; readonly digest: string | undefined }
    | undefined
  for (let attempt = 1; ; attempt++) {
    const head = await readHead(parts.repository)
    const current = head.state.stacks.find(({ name }) => name === write.stack)
    if (first === undefined) checkMatch(write, current)
    first ??= { revision: head.revision, digest: current?.inputsDigest }
    const changes = await changesUnlessConflict(parts, write, head, current, first)
    const preview = await parts.repository.preview(head.revision, changes, { only: write.stack })
    const warnings = warningsOf(preview, write.stack)
    const plan = await planIfReachable(parts.engine, parts.runner, preview, write.stack)
    const prepared = { stack: write.stack, preview, warnings, plan }
    if (write.dryRun) return answer(prepared, undefined)
    const result = await parts.repository.commit({
      changes,
      message: write.message,
      author: authorOf(write.actor.name),
      expectedHead: head.revision,
    })
    switch (result.kind) {
      case 'committed':
        startPass(parts, write.actor)
        return answer(prepared, result.revision)
      case 'unchanged':
        return answer(prepared, undefined)
      case 'conflict':
        if (attempt < ATTEMPTS) break
        throw await commitConflict(
          parts.repository,
          write.stack,
          head.revision,
          result.head,
          changes,
        )
    }
  }
}

function checkMatch(write: StackWrite, current: StackAtRevision | undefined): void {
  if (current !== undefined) requireMatch(write.ifMatch, write.stack, current.inputsDigest)
}

async function changesUnlessConflict(
  parts: WriteParts,
  write: StackWrite,
  head: HeadState,
  current: StackAtRevision | undefined,
  first: { readonly revision: string | undefined; readonly digest: string | undefined },
): Promise<readonly FileChange[]> {
  if (current?.inputsDigest === first.digest) return write.changes(head, current)
  // Made against what was there first, so that the answer shows what the caller meant.
  const before =
    first.revision === undefined ? [] : (await parts.repository.load(first.revision)).stacks
  const changes = await write.changes(
    head,
    before.find(({ name }) => name === write.stack),
  )
  throw await commitConflict(parts.repository, write.stack, first.revision, head.revision, changes)
}

function warningsOf(preview: RevisionState, stack: string): readonly ProblemItem[] {
  const problems = preview.stacks.find(({ name }) => name === stack)?.problems ?? []
  if (problems.every(({ severity }) => severity === 'warning')) return problems
  throw filesInvalid(stack, problems)
}

/** The 422 of files with errors. */
export function filesInvalid(stack: string, problems: readonly ProblemItem[]): RequestProblem {
  const count = problems.filter(({ severity }) => severity === 'error').length
  const detail = `The files of the stack ${stack} have ${count === 1 ? 'an error' : `${count} errors`}.`
  return new RequestProblem('files-invalid', detail, { problems })
}

interface Prepared {
  readonly stack: string
  readonly preview: RevisionState
  readonly warnings: readonly ProblemItem[]
  readonly plan: PlanView | undefined
}

function answer(prepared: Prepared, revision: string | undefined): CommitAnswer {
  const { stack, preview, plan, warnings } = prepared
  const digest = preview.stacks.find(({ name }) => name === stack)?.inputsDigest
  const at = revision === undefined ? {} : { revision }
  return {
    stack,
    committed: revision !== undefined,
    ...at,
    ...(digest === undefined ? {} : { etag: stackEtag(digest) }),
    ...(plan === undefined ? {} : { plan: { ...plan, ...at } }),
    warnings,
  }
}

/** A pass in the background; its deployments tell their end themselves. */
export function startPass({ runner, log }: Pick<WriteParts, 'runner' | 'log'>, actor: Actor): void {
  runner.trigger(actor).catch((error: unknown) => {
    log.error('pass failed', { actor: actor.name, error })
  })
}
