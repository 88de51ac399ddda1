import type { StackList, StackView } from '@kesako/contract'
import type { Overview } from '@kesako/deploy'
import { planStack } from '../change/plan-at-head.ts'
import { readHead } from '../change/read-head.ts'
import { filesInvalid } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { pageEtag, stackPage } from '../view/stack-page.ts'
import { stackView } from '../view/stack-view.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

/** Reading stacks and their plans. */
export function stackHandlers(
  context: ApiContext,
): Pick<Handlers, 'listStacks' | 'getStack' | 'planStack'> {
  const { repository, runner } = context
  const lists = stackLists(context)
  return {
    async listStacks({ query, ifNoneMatch }) {
      const page = stackPage(await lists.of(await runner.overview()), query)
      const etag = pageEtag(page)
      const same = ifNoneMatch?.some((one) => one === etag || one === '*') === true
      return { body: page, headers: { ETag: etag }, ...(same ? { status: 304 } : {}) }
    },

    async getStack({ params }) {
      const { stacks } = await lists.of(await runner.overview())
      const stack = stacks.find(({ name }) => name === params.name)
      if (stack === undefined) throw stackUnknown(params.name)
      return { body: stack, ...(stack.etag === undefined ? {} : { headers: { ETag: stack.etag } }) }
    },

    async planStack({ params }) {
      const { state, revision } = await readHead(repository)
      const stack = state.stacks.find(({ name }) => name === params.name)
      if (stack === undefined) await requireManaged(context, params.name)
      const problems = stack?.problems ?? []
      if (problems.some(({ severity }) => severity === 'error')) {
        throw filesInvalid(params.name, problems)
      }
      return { body: await planStack(runner, state, params.name, revision) }
    },
  }
}

export function stackUnknown(name: string): RequestProblem {
  const detail = `Neither the stacks repository nor the swarm has a stack ${name}.`
  return new RequestProblem('stack-unknown', detail)
}

/** Throws a 404 for a stack that is nowhere, a 409 for one that runs without being in Git. */
export async function requireManaged({ runner }: ApiContext, name: string): Promise<void> {
  const { stacks } = await runner.overview()
  const stack = stacks.find((candidate) => candidate.name === name)
  if (stack === undefined) throw stackUnknown(name)
  if (stack.managed) return
  throw notInGit(name)
}

export function notInGit(name: string): RequestProblem {
  const detail = `The stack ${name} runs on the swarm and is not in Git.`
  const remedy = `Let one be written for it: kesako adopt ${name}, or POST /api/stacks/${name}/adopt.`
  return new RequestProblem('stack-not-in-git', detail, { remedy })
}

/** Everybody who reads one overview shares the list that is made of it. */
function stackLists(context: ApiContext): { of(overview: Overview): Promise<StackList> } {
  const made = new WeakMap<Overview, Promise<StackList>>()
  return {
    of(overview) {
      const known = made.get(overview)
      if (known !== undefined) return known
      const list = stackList(context, overview)
      made.set(overview, list)
      list.catch(() => made.delete(overview))
      return list
    },
  }
}

async function stackList(context: ApiContext, overview: Overview): Promise<StackList> {
  const { revision, held, engine, readAt, stacks } = overview
  const { remote } = context.repository
  const paused = context.state.pauses.list().find(({ stack }) => stack === undefined)
  const sources = stacks.flatMap(({ source }) => source ?? [])
  const commits =
    revision === undefined ? undefined : await context.sourceCommits(revision, sources)
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(held === undefined ? {} : { held }),
    ...(remote === undefined ? {} : { remote: remote.state() }),
    ...(paused === undefined ? {} : { paused }),
    engine,
    readAt,
    total: stacks.length,
    stacks: stacks.map((status): StackView => stackView(status, commits?.get(status.name))),
  }
}
