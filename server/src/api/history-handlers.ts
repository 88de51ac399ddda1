import type { MovedStackView, RollbackAnswer } from '@kesako/contract'
import type { FileChange, StacksRepository } from '@kesako/repository'
import { pinImages, type PinnedImages } from '../change/pin-images.ts'
import { liveIfReachable, planIfReachable } from '../change/plan-at-head.ts'
import { type HeadState, readHead } from '../change/read-head.ts'
import { rollBack, type RollBack } from '../change/roll-back.ts'
import { stackHistory } from '../change/stack-history.ts'
import { writeStack } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { notInGit, stackUnknown } from './stack-handlers.ts'
import { branchMissing, etagHeader, wayOf } from './write-call.ts'

const DEFAULT_LIMIT = 30
/** Plans of other stacks that a roll back shows. */
const MAX_PLANS = 20
/** Deployments that are searched for the digests that ran. */
const SEARCHED = 200

/** The past of a stack, and the way back to it. */
export function historyHandlers(
  context: ApiContext,
): Pick<Handlers, 'stackHistory' | 'rollbackStack'> {
  const { repository } = context
  return {
    async stackHistory({ params: { name }, query }) {
      const { limit = DEFAULT_LIMIT, offset = 0 } = query
      const head = await readHead(repository)
      if (head.revision === undefined) throw branchMissing(repository)
      const revision =
        query.revision === undefined
          ? head.revision
          : await requireRevision(repository, head.revision, query.revision)
      const stack = head.state.stacks.find((one) => one.name === name)
      const inputs = stack?.inputs ?? []
      const request = { stack: name, revision, inputs, limit, offset }
      const page = await stackHistory(repository, request)
      const known = stack !== undefined || page.entries.length > 0 || page.detached.length > 0
      if (!known && offset === 0) throw stackUnknown(name)
      return { body: page }
    },

    async rollbackStack(call) {
      const {
        params: { name },
        body: { revision, includeShared = false, pin = false, message },
      } = call
      const head = await readHead(repository)
      if (head.revision === undefined) throw branchMissing(repository)
      const to = await requireRevision(repository, head.revision, revision)
      let made: Made | undefined
      const answer = await writeStack(context, {
        ...wayOf(call),
        stack: name,
        action: 'rollback',
        message: message ?? `Roll the stack ${name} back to ${to.slice(0, 7)}`,
        trailers: [{ key: 'Kesako-Revision', value: to }],
        changes: async (now, current) => {
          if (current === undefined) await requireGone(context, name)
          made = await make(context, now, name, { to, includeShared, pin })
          return made.changes
        },
      })
      const body: RollbackAnswer = {
        ...answer,
        to,
        shared: made?.rolled.shared.map((one) => ({ ...one, stacks: [...one.stacks] })) ?? [],
        moves: [...(made?.moves ?? [])],
        movingImages: [...(made?.images ?? [])],
        runnerVariables: (made?.rolled.was.variables ?? [])
          .filter(({ from }) => from === 'runner')
          .map((variable) => variable.name),
      }
      return { body, headers: etagHeader(answer) }
    },
  }
}

interface Made extends PinnedImages {
  readonly rolled: RollBack
  readonly moves: readonly MovedStackView[]
}

async function make(
  context: ApiContext,
  { revision, state }: HeadState,
  stack: string,
  how: { readonly to: string; readonly includeShared: boolean; readonly pin: boolean },
): Promise<Made> {
  const { repository } = context
  if (revision === undefined) throw branchMissing(repository)
  const head = { revision, state }
  const rolled = await rollBack(repository, head, stack, how)
  const pinned = await pinImages({
    repository,
    head: revision,
    was: rolled.was,
    to: how.to,
    changes: rolled.changes,
    deployments: await repository.journal.history(stack, SEARCHED),
    pin: how.pin,
  })
  const restoresShared = rolled.shared.some(({ restored }) => restored)
  const moves = restoresShared ? await othersThatMove(context, head, stack, pinned.changes) : []
  return { ...pinned, rolled, moves }
}

/** Other stacks whose inputs the changes touch, with what that changes on the swarm. */
async function othersThatMove(
  { repository, runner }: ApiContext,
  { revision, state }: HeadState,
  stack: string,
  changes: readonly FileChange[],
): Promise<readonly MovedStackView[]> {
  const preview = await repository.preview(revision, changes)
  const before = new Map(state.stacks.map((one) => [one.name, one.inputsDigest]))
  const moved = preview.stacks.filter(
    ({ name, inputsDigest }) => name !== stack && before.get(name) !== inputsDigest,
  )
  const live = await liveIfReachable(runner)
  return Promise.all(
    moved.map(async ({ name }, index): Promise<MovedStackView> => {
      const plan =
        live === undefined || index >= MAX_PLANS
          ? undefined
          : await planIfReachable(runner, preview, name, live)
      return { stack: name, ...(plan === undefined ? {} : { plan }) }
    }),
  )
}

/** One that runs by other means is adopted, not rolled back; what was never there is found out later. */
async function requireGone({ runner }: ApiContext, name: string): Promise<void> {
  const { stacks } = await runner.overview()
  const found = stacks.find((stack) => stack.name === name)
  if (found !== undefined && !found.managed && found.lastDeployment === undefined) {
    throw notInGit(name)
  }
}

/** The full id of a commit that the head comes from; throws a 404. */
async function requireRevision(
  repository: StacksRepository,
  head: string,
  revision: string,
): Promise<string> {
  const id = await repository.resolve(revision)
  if (id !== undefined && (await repository.contains(head, id))) return id
  throw new RequestProblem(
    'revision-unknown',
    `The history of the branch ${repository.branch} has no revision ${revision}.`,
    { remedy: 'Choose a commit of the history of the stack.' },
  )
}
