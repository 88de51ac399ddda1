import type { StackList, StackView } from '@kesako/contract'
import type { Overview } from '@kesako/deploy'
import { planStack } from '../change/plan-at-head.ts'
import { readHead } from '../change/read-head.ts'
import { filesInvalid } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { stackView } from '../view/stack-view.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'

/** Reading stacks and their plans. */
export function stackHandlers(
  context: ApiContext,
): Pick<Handlers, 'listStacks' | 'getStack' | 'planStack'> {
  const { repository, runner } = context
  return {
    async listStacks() {
      return { body: await stackList(context, await runner.overview()) }
    },

    async getStack({ params }) {
      const { stacks } = await stackList(context, await runner.overview())
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
  throw new RequestProblem(
    'stack-not-in-git',
    `The stack ${name} runs on the swarm and is not in Git.`,
    {
      remedy: `Let one be written for it: kesako adopt ${name}, or POST /api/stacks/${name}/adopt.`,
    },
  )
}

async function stackList(context: ApiContext, overview: Overview): Promise<StackList> {
  const { revision, held, engine, readAt, stacks } = overview
  const { remote } = context.repository
  const sources = stacks.flatMap(({ source }) => source ?? [])
  const commits =
    revision === undefined ? undefined : await context.sourceCommits(revision, sources)
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(held === undefined ? {} : { held }),
    ...(remote === undefined ? {} : { remote: remote.state() }),
    engine,
    readAt,
    stacks: stacks.map((status): StackView => stackView(status, commits?.get(status.name))),
  }
}
