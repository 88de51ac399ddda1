import type { Deployment } from '@kesako/core'
import type { DeployContext } from './deploy-context.ts'

/**
 * What another process did to a stack while this one waited for its lease: the journal's newest entry, where it isn't
 * the one that was known, or has ended since.
 */
export async function doneElsewhere(
  context: Pick<DeployContext, 'journal'>,
  stack: string,
  known: Deployment | undefined,
): Promise<Deployment | undefined> {
  const [newest] = (await context.journal?.history(stack, 1)) ?? []
  if (newest === undefined) return undefined
  const isKnown =
    known?.id === newest.id && (known.end === undefined) === (newest.end === undefined)
  return isKnown ? undefined : newest
}
