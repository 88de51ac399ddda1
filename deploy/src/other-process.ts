import type { Deployment } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'

/**
 * What another process recorded of a stack while this one waited for its lease: the newest entry,
 * where it has an end and wasn't known before.
 */
export async function endedElsewhere(
  context: Pick<DeployContext, 'journal'>,
  stack: string,
  known: Deployment | undefined,
): Promise<Deployment | undefined> {
  const [newest] = (await context.journal?.history(stack, 1)) ?? []
  if (newest?.end === undefined) return undefined
  const wasKnown = known?.id === newest.id && known.end !== undefined
  return wasKnown ? undefined : newest
}

/**
 * An entry without an end that was to be taken up, unless another process ended it, or went on to the next, while this
 * one waited for the lease: it has its end then.
 */
export async function stillOpen(
  context: Pick<DeployContext, 'journal'>,
  entry: Deployment | undefined,
): Promise<Deployment | undefined> {
  if (entry === undefined) return undefined
  const [newest] = (await context.journal?.history(entry.stack, 1)) ?? []
  return newest?.id === entry.id && newest.end === undefined ? entry : undefined
}
