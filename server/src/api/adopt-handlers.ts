import {
  type AdoptAllRequest,
  type AdoptAnswer,
  adoptAnswer,
  type PlanView,
} from '@kesako/contract'
import { DEFAULT_ADDRESS_POOLS, type LiveState } from '@kesako/core'
import { AdoptionConflict, type AdoptedStacks, adoptStacks } from '@kesako/deploy'
import { authorOf } from '../change/author.ts'
import { deployCommit, type Deploying } from '../change/deploy-commit.ts'
import { readHead } from '../change/read-head.ts'
import { writeTrailers } from '../change/trailers.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { planView } from '../view/plan-view.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { stackUnknown } from './stack-handlers.ts'

/** Stacks that run unmanaged become files of the repository; the pass that follows takes them over. */
export function adoptHandlers(context: ApiContext): Pick<Handlers, 'adoptStack' | 'adoptAll'> {
  return {
    async adoptStack({ params: { name }, query, body, identity, signal }) {
      const request = { ...body, stacks: [name] }
      const answer = await adopt(context, request, { ...query, signal, name: identity.name })
      const [left] = answer.left
      if (left?.code === 'not-running') throw stackUnknown(name)
      if (left?.code === 'in-repository') {
        throw new RequestProblem('stack-exists', left.reason, { remedy: left.remedy })
      }
      return { body: answer }
    },

    async adoptAll({ query, body, identity, signal }) {
      return { body: await adopt(context, body, { ...query, signal, name: identity.name }) }
    },
  }
}

interface Way {
  readonly dryRun?: boolean
  readonly wait?: boolean
  readonly signal: AbortSignal
  readonly name: string
}

async function adopt(
  context: ApiContext,
  { stacks, acceptLosses = false, message }: AdoptAllRequest,
  { dryRun = false, wait = false, signal, name }: Way,
): Promise<AdoptAnswer> {
  const { engine, repository, runner } = context
  const actor = { name, via: 'api' } as const
  const [live, info] = await Promise.all([runner.live(), engine.info()])
  const parts = {
    repository,
    live,
    addressPools: info.addressPools ?? DEFAULT_ADDRESS_POOLS,
    readHead: async () => (await readHead(repository)).revision,
  }
  const request = {
    acceptLosses,
    author: authorOf(name),
    trailers: writeTrailers('adopt', [], actor),
    dryRun,
    ...(stacks === undefined ? {} : { stacks }),
    ...(message === undefined ? {} : { message }),
  }
  const write = (): Promise<AdoptedStacks> => adoptStacks(parts, request)
  const adopted = await (dryRun ? write() : context.turns.take(write)).catch((error: unknown) => {
    if (error instanceof AdoptionConflict) throw conflict(error)
    throw error
  })
  const plans = await plansOf(context, adopted, live)
  const answer = adoptAnswer(adopted, adopted.revision, plans)
  const { revision } = adopted
  if (revision === undefined) return answer
  const names = adopted.adoptions.map(({ stack }) => stack)
  const deploying = await deployCommit(context, { actor, revision, stacks: names, wait, signal })
  return withDeployments(answer, deploying, wait)
}

function withDeployments(
  answer: AdoptAnswer,
  { begun, ended, finished }: Deploying,
  wait: boolean,
): AdoptAnswer {
  const stacks = answer.stacks.map((one) => {
    const deploymentId = begun.get(one.stack)
    const deployment = ended.get(one.stack)
    return {
      ...one,
      ...(deploymentId === undefined ? {} : { deploymentId }),
      ...(deployment === undefined || !wait ? {} : { deployment }),
    }
  })
  return { ...answer, stacks, ...(wait ? { finished } : {}) }
}

/** What the next pass does, planned as it will plan. */
async function plansOf(
  { repository, runner }: ApiContext,
  { adoptions, revision }: AdoptedStacks,
  live: LiveState,
): Promise<ReadonlyMap<string, PlanView>> {
  if (adoptions.length === 0) return new Map()
  const files = adoptions.flatMap((adoption) => adoption.files)
  const state =
    revision === undefined
      ? await repository.preview((await readHead(repository)).revision, files)
      : await repository.load(revision)
  const plans = await Promise.all(
    adoptions.map(async ({ stack }) => planView(await runner.plan(state, stack, live), revision)),
  )
  return new Map(plans.map((plan) => [plan.stack, plan]))
}

function conflict(error: AdoptionConflict): RequestProblem {
  return new RequestProblem('commit-conflict', error.message, {
    remedy: 'Try again when nobody else is writing.',
  })
}
