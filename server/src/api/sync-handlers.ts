import type { SyncAnswer } from '@kesako/contract'
import type { SyncRequest } from '@kesako/deploy'
import { requireAllStacks, requireOwnStack } from '../access/require-own-stack.ts'
import type { ApiContext } from './api-context.ts'
import type { Handlers, Reply } from './handler.ts'
import { requireNotPaused } from './pause-handlers.ts'
import { requireManaged } from './stack-handlers.ts'

/** Deploying now, whatever the journal says of earlier attempts. */
export function syncHandlers(context: ApiContext): Pick<Handlers, 'syncStack' | 'syncAll'> {
  return {
    async syncStack({ params: { name }, query, identity }) {
      await requireManaged(context, name)
      requireNotPaused(context, name)
      const actor = { name: identity.name, via: 'api' as const }
      const request = { actor, stacks: [name], resolve: query.resolve === true }
      return sync(context, request, query.wait === true)
    },

    syncAll({ body, query, identity }) {
      if (body.stacks === undefined) requireAllStacks(identity, 'all stacks')
      if (body.confirmRemovals === true) requireAllStacks(identity, 'the removal of any stack')
      for (const stack of body.stacks ?? []) requireOwnStack(identity, stack)
      for (const stack of body.stacks ?? []) requireNotPaused(context, stack)
      const actor = { name: identity.name, via: 'api' as const }
      return sync(context, { actor, ...body }, query.wait === true)
    },
  }
}

async function sync(
  { runner, log }: ApiContext,
  request: SyncRequest,
  wait: boolean,
): Promise<Reply<'syncAll' | 'syncStack'>> {
  const done = runner.sync(request)
  if (!wait) {
    done.catch((error: unknown) => {
      log.error('sync failed', { actor: request.actor.name, error })
    })
    return { body: { finished: false, deployments: [] } }
  }
  const { revision, held, deployments } = await done
  const body: SyncAnswer = {
    finished: true,
    ...(revision === undefined ? {} : { revision }),
    ...(held === undefined ? {} : { held }),
    deployments,
  }
  return { status: 200, body }
}
