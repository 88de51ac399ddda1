import type { ActionAnswer } from '@kesako/contract'
import {
  type ActionPlan,
  planActivation,
  planDrain,
  planKill,
  planRestart,
  planServiceRemoval,
} from '@kesako/core'
import { gitSays, restartService, setAvailability } from '@kesako/deploy'
import type { RevisionState } from '@kesako/repository'
import { requireOwnService } from '../access/require-own-stack.ts'
import type { Identity } from '../auth/identity.ts'
import { readHead } from '../change/read-head.ts'
import { RequestProblem } from '../http/request-problem.ts'
import type { ApiContext } from './api-context.ts'
import { nodeNamed, serviceNamed, taskNamed } from './find-object.ts'
import type { Handlers } from './handler.ts'

type ActionHandlers = Pick<
  Handlers,
  'restartService' | 'removeService' | 'killTask' | 'drainNode' | 'activateNode'
>

/** What is done to the swarm by name. Decided on what is there at that moment, never on an older look. */
export function actionHandlers(context: ApiContext): ActionHandlers {
  const { engine } = context
  const dry = (query: { readonly dryRun?: boolean }): boolean => query.dryRun === true
  return {
    async restartService({ params: { id }, query, identity }) {
      const live = await engine.liveTasks()
      const service = serviceNamed(live, id)
      requireOwnService(identity, service)
      const plan = planRestart(service, live)
      const act = (): Promise<void> => restartService(engine, service)
      return { body: await perform(context, identity, plan, dry(query), act) }
    },

    async removeService({ params: { id }, query, identity }) {
      const [live, state] = await Promise.all([engine.liveTasks(), headState(context)])
      const service = serviceNamed(live, id)
      const plan = planServiceRemoval(service, live, gitSays(service, state))
      const act = (): Promise<void> => engine.removeService(service.id)
      return { body: await perform(context, identity, plan, dry(query), act) }
    },

    async killTask({ params: { id }, query, identity }) {
      const [live, info] = await Promise.all([engine.liveTasks(), engine.info()])
      const { task, service } = taskNamed(live, id)
      requireOwnService(identity, service)
      const plan = planKill(task, service, live.nodes, info.nodeId)
      const act = (): Promise<void> => engine.killContainer(task.containerId ?? '')
      return { body: await perform(context, identity, plan, dry(query), act) }
    },

    async drainNode({ params: { id }, query, identity }) {
      const live = await engine.liveTasks()
      const node = nodeNamed(live, id)
      const plan = planDrain(node, live)
      const act = (): Promise<void> => setAvailability(engine, node.id, 'drain')
      const nothing = dry(query) || node.availability === 'drain'
      return { body: await perform(context, identity, plan, nothing, act) }
    },

    async activateNode({ params: { id }, query, identity }) {
      const live = await engine.liveTasks()
      const node = nodeNamed(live, id)
      const plan = planActivation(node, live)
      const act = (): Promise<void> => setAvailability(engine, node.id, 'active')
      const nothing = dry(query) || node.availability === 'active'
      return { body: await perform(context, identity, plan, nothing, act) }
    },
  }
}

/** Refuses, says, or does what the plan says, and writes down who did it. */
async function perform(
  { log }: ApiContext,
  identity: Identity,
  plan: ActionPlan,
  nothing: boolean,
  act: () => Promise<void>,
): Promise<ActionAnswer> {
  const { action, target, effects, tasks, refusal } = plan
  if (refusal !== undefined) {
    throw new RequestProblem('action-refused', refusal.reason, { remedy: refusal.remedy })
  }
  if (!nothing) {
    await act()
    log.info('action', {
      action,
      kind: target.kind,
      name: target.name,
      id: target.id,
      by: identity.name,
    })
  }
  return { done: !nothing, action, target, effects, tasks }
}

/** Undefined where the repository can't be read: removing what runs wild must not wait for it. */
async function headState({ repository }: ApiContext): Promise<RevisionState | undefined> {
  return readHead(repository).then(
    ({ state }) => state,
    () => undefined,
  )
}
