import { STACK_LABEL } from '@kesako/core'
import { readHead } from '../change/read-head.ts'
import { filesInvalid } from '../change/write-stack.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { planView } from '../view/plan-view.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers } from './handler.ts'
import { requireManaged, stackUnknown } from './stack-handlers.ts'
import { branchMissing } from './write-call.ts'

const DEFAULT_TAIL = 100

/** Looking closer at one stack: variables, differences, logs. */
export function inspectHandlers(
  context: ApiContext,
): Pick<Handlers, 'stackVariables' | 'stackDifference' | 'stackLogs'> {
  const { repository, runner, logStreams, state } = context
  return {
    async stackVariables({ params: { name } }) {
      const head = await readHead(repository)
      if (head.revision === undefined) throw branchMissing(repository)
      const stack = head.state.stacks.find((one) => one.name === name)
      if (stack === undefined) {
        await requireManaged(context, name)
        throw stackUnknown(name)
      }
      if (stack.variables === undefined) throw filesInvalid(name, stack.problems)
      return { body: { stack: name, variables: [...stack.variables] } }
    },

    async stackDifference({ params: { name } }) {
      const { stacks } = await runner.overview()
      const status = stacks.find((one) => one.name === name)
      if (status === undefined) throw stackUnknown(name)
      const { sync, syncReason, plan } = status
      const view = plan === undefined ? undefined : planView(plan)
      const changes = view?.changes ?? []
      return { body: { stack: name, sync, syncReason, changes, ignored: view?.ignored ?? [] } }
    },

    async stackLogs({ params: { name }, query, identity, signal }) {
      const { service, tail = DEFAULT_TAIL, follow = false } = query
      const { services } = await runner.live()
      const own = services
        .filter(({ spec }) => spec.Labels[STACK_LABEL] === name)
        .map(({ id, spec }) => ({ id, name: spec.Name }))
      if (own.length === 0) await requireKnown(context, name)
      const wanted =
        service === undefined ? own : own.filter((one) => one.name === `${name}_${service}`)
      if (service !== undefined && wanted.length === 0) {
        const detail = `The stack ${name} runs no service ${service}.`
        const remedy = `Its services are ${own.map((one) => one.name.slice(name.length + 1)).join(', ')}.`
        throw new RequestProblem('service-unknown', detail, own.length === 0 ? {} : { remedy })
      }
      const allowed = (): boolean => state.tokens.find(identity.secret) !== undefined
      return { stream: logStreams.open({ services: wanted, tail, follow, signal, allowed }) }
    },
  }
}

/** A stack may be known and run nothing. */
async function requireKnown({ runner }: ApiContext, name: string): Promise<void> {
  const { stacks } = await runner.overview()
  if (!stacks.some((stack) => stack.name === name)) throw stackUnknown(name)
}
