import {
  type AdoptAllRequest,
  type AdoptAnswer,
  adoptAnswer,
  type PlanView,
} from '@kesako/contract'
import { DEFAULT_ADDRESS_POOLS, type LiveState } from '@kesako/core'
import { AdoptionConflict, type AdoptedStacks, adoptStacks } from '@kesako/deploy'
import { authorOf } from '../change/author.ts'
import { readHead } from '../change/read-head.ts'
import { startPass } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { planView } from '../view/plan-view.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { stackUnknown } from './stack-handlers.ts'

/** Stacks that run unmanaged become files of the repository; the pass that follows takes them over. */
export function adoptHandlers(context: ApiContext): Pick<Handlers, 'adoptStack' | 'adoptAll'> {
  return {
    async adoptStack({ params: { name }, query, body, identity }) {
      const request = { ...body, stacks: [name] }
      const answer = await adopt(context, request, query.dryRun === true, identity.name)
      const [left] = answer.left
      if (left?.code === 'not-running') throw stackUnknown(name)
      if (left?.code === 'in-repository') {
        throw new RequestProblem('stack-exists', left.reason, { remedy: left.remedy })
      }
      return { body: answer }
    },

    async adoptAll({ query, body, identity }) {
      return { body: await adopt(context, body, query.dryRun === true, identity.name) }
    },
  }
}

async function adopt(
  context: ApiContext,
  { stacks, acceptLosses = false, message }: AdoptAllRequest,
  dryRun: boolean,
  name: string,
): Promise<AdoptAnswer> {
  const { engine, repository } = context
  const [live, info] = await Promise.all([engine.liveState(), engine.info()])
  const parts = {
    repository,
    live,
    addressPools: info.addressPools ?? DEFAULT_ADDRESS_POOLS,
    readHead: async () => (await readHead(repository)).revision,
  }
  const request = {
    acceptLosses,
    author: authorOf(name),
    dryRun,
    ...(stacks === undefined ? {} : { stacks }),
    ...(message === undefined ? {} : { message }),
  }
  const adopted = await adoptStacks(parts, request).catch((error: unknown) => {
    if (error instanceof AdoptionConflict) throw conflict(error)
    throw error
  })
  const plans = await plansOf(context, adopted, live)
  if (adopted.revision !== undefined) startPass(context, { name, via: 'api' })
  return adoptAnswer(adopted, adopted.revision, plans)
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
