import type { Plan } from '../plan/plan-types.ts'
import type { SyncStatus } from './status.ts'

/** What is known of one stack when asked whether live equals Git. */
export interface SyncInput {
  /** `enabled` of the stack's settings. */
  readonly enabled: boolean
  /** The stack's files have errors, so that there is no desired state. */
  readonly broken: boolean
  /** Undefined when it couldn't be made. */
  readonly plan: Plan | undefined
  readonly inputsDigest: string
  /** Inputs digest of the newest deployment where it ended well; of the live label without a journal. */
  readonly lastApplied: string | undefined
  /** A deployment of it runs, so what still differs is on its way. Default false. */
  readonly deploying?: boolean
  /** Why everything is held, when it is. */
  readonly held?: string
  /** That it is paused, in a sentence. */
  readonly paused?: string
  /** Which stacks it waits for, and their trouble, in a sentence. */
  readonly waits?: string
}

/** Does live equal Git? The word, and a sentence for it. */
export function syncStatus(input: SyncInput): {
  readonly sync: SyncStatus
  readonly reason: string
} {
  if (input.held !== undefined) return { sync: 'held', reason: input.held }
  if (input.broken) {
    return { sync: 'unknown', reason: 'Its files have errors; what runs stays as it is.' }
  }
  const plan = input.plan
  if (plan === undefined) return { sync: 'unknown', reason: 'The swarm could not be read.' }
  const hold = plan.changes.find((change) => change.action === 'hold')
  if (hold !== undefined) return { sync: 'held', reason: hold.reason }
  if (plan.changes.length === 0) {
    const reason = input.enabled
      ? 'The swarm equals the repository.'
      : 'The stack is disabled, and nothing of it is on the swarm.'
    return { sync: 'synced', reason: input.paused ? `${reason} ${input.paused}` : reason }
  }
  if (input.paused !== undefined && input.deploying !== true) {
    return { sync: 'held', reason: input.paused }
  }
  const count = counted(plan.changes.length)
  if (input.waits !== undefined) {
    return { sync: input.deploying === true ? 'out-of-sync' : 'held', reason: input.waits }
  }
  if (input.deploying === true) {
    return { sync: 'out-of-sync', reason: `It is being deployed; ${count} to make.` }
  }
  if (!input.enabled)
    return { sync: 'out-of-sync', reason: `The stack is disabled; ${count} left.` }
  if (input.lastApplied === input.inputsDigest) {
    const names = plan.changes.map(({ ref }) => `${ref.kind} ${ref.name}`)
    return {
      sync: 'drifted',
      reason: `Changed on the swarm since it was deployed: ${shortened(names)}.`,
    }
  }
  return { sync: 'out-of-sync', reason: `The repository is ahead of the swarm; ${count} to make.` }
}

function counted(count: number): string {
  return count === 1 ? '1 change is' : `${count} changes are`
}

function shortened(names: readonly string[]): string {
  const rest = names.length - 3
  return rest > 0 ? `${names.slice(0, 3).join(', ')} and ${rest} more` : names.join(', ')
}
