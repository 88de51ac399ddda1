import type { StackView } from '@kesako/contract'
import type { SyncWord } from './vocabulary.ts'

/** What the square needs to know of a stack. */
export type SyncFacts = Pick<
  StackView,
  'managed' | 'enabled' | 'sync' | 'deploying' | 'source' | 'lastDeployment'
>

/**
 * Composes the word of the sync square from sync status, `enabled` and the deployment: a running
 * deployment shows applying, a failed one for the current inputs failed, a stack switched off
 * disabled; else it is the sync status.
 */
export function syncWord(stack: SyncFacts): SyncWord {
  if (stack.deploying) return 'applying'
  if (!stack.managed) return 'not-in-git'
  if (failedNow(stack)) return 'failed'
  if (!stack.enabled) return 'disabled'
  return stack.sync
}

/** True when the last deployment failed and its inputs are still those of Git. */
export function failedNow(stack: Pick<SyncFacts, 'source' | 'lastDeployment'>): boolean {
  const last = stack.lastDeployment
  return last?.end?.outcome === 'failed' && last.inputsDigest === stack.source?.inputsDigest
}
