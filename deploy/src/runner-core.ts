import type { Deployment, MaintenancePause } from '@kesako/core'
import type { StacksRepository } from '@kesako/repository'
import type { DeployContext } from './deploy-context.ts'
import type { HealPauses } from './heal-pauses.ts'
import type { Retries } from './retries.ts'
import { endedWell } from './stack-facts.ts'
import type { StackQueue } from './stack-queue.ts'

/** What the parts of one runner share. */
export interface RunnerCore {
  readonly context: DeployContext
  readonly repository: StacksRepository
  readonly queue: StackQueue<Deployment | undefined>
  readonly retries: Retries
  readonly heals: HealPauses
  /** Stacks that nothing is written to now. */
  readonly pauses: () => readonly MaintenancePause[]
  /** Newest entry of each stack that this process ended: a journal read at the same time may miss it. */
  readonly own: Map<string, Deployment>
  /**
   * Stacks that wait for others: `turn`, in the queue for deployments of these to end; `health`, from
   * pass to pass for these to be deployed and healthy.
   */
  readonly waiting: Map<string, 'turn' | 'health'>
  /** A pass after so many milliseconds. */
  readonly passAfter: (ms: number) => void
}

/** Takes note of an entry that this process ended. */
export function noteEnd(core: RunnerCore, deployment: Deployment): void {
  core.own.set(deployment.stack, deployment)
  const retryMs = core.retries.ended(deployment)
  if (retryMs !== undefined) core.passAfter(retryMs)
  const wakes = [...core.waiting.values()].includes('health')
  if (wakes && endedWell(deployment)) core.passAfter(0)
}
