import { pauseOf, pauseSentence } from '@kesako/core'
import type { Identity } from '../auth/identity.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { requireManaged } from './stack-handlers.ts'

type PauseHandlers = Pick<
  Handlers,
  'listPauses' | 'pauseStack' | 'resumeStack' | 'pauseAll' | 'resumeAll'
>

/** Pausing for maintenance, and going on. */
export function pauseHandlers(context: ApiContext): PauseHandlers {
  const { state, runner, log } = context
  const { pauses } = state
  const body = (): { readonly body: { readonly pauses: ReturnType<typeof pauses.list> } } => ({
    body: { pauses: pauses.list() },
  })

  async function pause(
    stack: string | undefined,
    reason: string | undefined,
    { name }: Identity,
  ): ReturnType<PauseHandlers['pauseAll']> {
    const of = stack === undefined ? {} : { stack }
    await pauses.pause({ ...of, by: name, ...(reason === undefined ? {} : { reason }) })
    log.info('action', { action: 'pause', kind: 'stack', name: stack ?? 'every stack', by: name })
    runner.lookAgain()
    return body()
  }

  async function resume(
    stack: string | undefined,
    { name }: Identity,
  ): ReturnType<PauseHandlers['resumeAll']> {
    if (await pauses.resume(stack)) {
      log.info('action', {
        action: 'resume',
        kind: 'stack',
        name: stack ?? 'every stack',
        by: name,
      })
      runner.lookAgain()
      void runner.trigger({ name, via: 'api' })
    }
    return body()
  }

  return {
    listPauses: () => Promise.resolve(body()),
    async pauseStack({ params, body: { reason }, identity }) {
      await requireManaged(context, params.name)
      return pause(params.name, reason, identity)
    },
    resumeStack: ({ params, identity }) => resume(params.name, identity),
    pauseAll: ({ body: { reason }, identity }) => pause(undefined, reason, identity),
    resumeAll: ({ identity }) => resume(undefined, identity),
  }
}

/** Throws a 409 for a stack that is paused: what is asked for wouldn't be done. */
export function requireNotPaused({ state }: ApiContext, stack: string): void {
  const pause = pauseOf(state.pauses.list(), stack)
  if (pause === undefined) return
  const resume =
    pause.stack === undefined
      ? 'kesako resume, or POST /api/resume'
      : `kesako resume --stack ${stack}, or POST /api/stacks/${stack}/resume`
  throw new RequestProblem('stack-paused', pauseSentence(pause), {
    remedy: `Resume it first: ${resume}.`,
  })
}
