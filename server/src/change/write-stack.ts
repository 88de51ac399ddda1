import type { CommitAnswer, PlanView, ProblemItem } from '@kesako/contract'
import type { Actor, LiveState } from '@kesako/core'
import type { FileChange, RevisionState, StackAtRevision, Trailer } from '@kesako/repository'
import type { Caller } from '../access/caller.ts'
import { requireChange } from '../access/require-change.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { stackEtag, requireMatch } from '../view/etag.ts'
import { authorOf } from './author.ts'
import { alwaysOvertaken, commitConflict } from './conflict.ts'
import { deployCommit, type DeployParts } from './deploy-commit.ts'
import { liveIfReachable, planIfReachable } from './plan-at-head.ts'
import { readHead, type HeadState } from './read-head.ts'
import { renderedFiles } from './rendered-files.ts'
import { writeTrailers, type WriteAction } from './trailers.ts'
import type { Turns } from './turns.ts'

export interface WriteParts extends DeployParts {
  readonly turns: Turns
}

/** One change of one stack, to become a commit. */
export interface StackWrite {
  readonly stack: string
  readonly action: WriteAction
  readonly message: string
  /** More lines for the commit's last paragraph. */
  readonly trailers?: readonly Trailer[]
  readonly actor: Actor
  readonly caller: Caller
  readonly ifMatch: readonly string[] | undefined
  readonly dryRun: boolean
  /** Answer after the deployment that follows has ended. */
  readonly wait: boolean
  /** The client went away: nobody waits any more. */
  readonly signal: AbortSignal
  /** The changes against the head; throws a RequestProblem where there is nothing to change. */
  readonly changes: (
    head: HeadState,
    current: StackAtRevision | undefined,
  ) => Promise<readonly FileChange[]>
}

/** Attempts to commit while commits from elsewhere come in between. */
const ATTEMPTS = 5

/**
 * Validates, commits and deploys. A commit in between that leaves the stack alone is no conflict: the
 * change is made again on the new head.
 */
export async function writeStack(parts: WriteParts, write: StackWrite): Promise<CommitAnswer> {
  // Read before the turn, so that those that wait share one read.
  const live = await liveIfReachable(parts.runner)
  if (write.dryRun) return prepareDryRun(parts, write, live)
  const { prepared, revision } = await parts.turns.take(() => commit(parts, write, live))
  if (revision === undefined) return answer(prepared, undefined)
  const { actor, wait, signal, stack } = write
  const deploying = await deployCommit(parts, { actor, revision, stacks: [stack], wait, signal })
  const deploymentId = deploying.begun.get(stack)
  const deployment = deploying.ended.get(stack)
  return {
    ...answer(prepared, revision),
    ...(deploymentId === undefined ? {} : { deploymentId }),
    ...(wait ? { finished: deploying.finished } : {}),
    ...(deployment === undefined || !wait ? {} : { deployment }),
  }
}

async function prepareDryRun(
  parts: WriteParts,
  write: StackWrite,
  live: LiveState | undefined,
): Promise<CommitAnswer> {
  const head = await readHead(parts.repository)
  const current = head.state.stacks.find(({ name }) => name === write.stack)
  checkMatch(write, current)
  const changes = await write.changes(head, current)
  await requireChange(parts.repository, write.caller, head, changes)
  const prepared = await prepare(parts, write.stack, head, changes, live)
  const rendered = await renderedFiles(parts.repository, head.revision, changes)
  return { ...answer(prepared, undefined), ...rendered }
}

interface Committed {
  readonly prepared: Prepared
  /** Absent where Git says so already. */
  readonly revision: string | undefined
}

async function commit(
  parts: WriteParts,
  write: StackWrite,
  live: LiveState | undefined,
): Promise<Committed> {
  let first:
    | { readonly revision: string | undefined; readonly digest: string | undefined }
    | undefined
  for (let attempt = 1; ; attempt++) {
    const head = await readHead(parts.repository)
    const current = head.state.stacks.find(({ name }) => name === write.stack)
    if (first === undefined) checkMatch(write, current)
    first ??= { revision: head.revision, digest: current?.inputsDigest }
    const changes = await changesUnlessConflict(parts, write, head, current, first)
    await requireChange(parts.repository, write.caller, head, changes)
    const prepared = await prepare(parts, write.stack, head, changes, live)
    const result = await parts.repository.commit({
      changes,
      message: write.message,
      trailers: [
        ...writeTrailers(write.action, [write.stack], write.actor),
        ...(write.trailers ?? []),
      ],
      author: authorOf(write.actor.name),
      expectedHead: head.revision,
    })
    switch (result.kind) {
      case 'committed':
        return { prepared, revision: result.revision }
      case 'unchanged':
        return { prepared, revision: undefined }
      case 'conflict':
        if (attempt < ATTEMPTS) break
        throw await alwaysOvertaken(parts.repository, head.revision, result.head, changes)
    }
  }
}

async function prepare(
  { repository, runner }: WriteParts,
  stack: string,
  head: HeadState,
  changes: readonly FileChange[],
  live: LiveState | undefined,
): Promise<Prepared> {
  const preview = await repository.preview(head.revision, changes, { only: stack })
  const warnings = warningsOf(preview, stack)
  const plan = live === undefined ? undefined : await planIfReachable(runner, preview, stack, live)
  return { stack, preview, warnings, plan }
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
export function startPass(
  { runner, log }: Pick<DeployParts, 'runner' | 'log'>,
  actor: Actor,
): void {
  runner.trigger(actor).catch((error: unknown) => {
    log.error('pass failed', { actor: actor.name, error })
  })
}
