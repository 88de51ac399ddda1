import type { Actor, Deployment } from '@kesako/core'
import type { Clock, Log, Runner } from '@kesako/deploy'
import type { StacksRepository } from '@kesako/repository'

export interface DeployParts {
  readonly repository: StacksRepository
  readonly runner: Runner
  readonly clock: Clock
  readonly log: Log
}

export interface CommitToDeploy {
  readonly actor: Actor
  readonly revision: string
  /** Whose deployments are told. */
  readonly stacks: readonly string[]
  /** Until they have ended; else until they have begun. */
  readonly wait: boolean
  /** The client went away. */
  readonly signal: AbortSignal
}

/** What became of a commit by the time of the answer. */
export interface Deploying {
  /** True where every deployment that follows from it has ended. */
  readonly finished: boolean
  /** Ids of those that began, by stack. */
  readonly begun: ReadonlyMap<string, string>
  /** Those that ended, by stack. */
  readonly ended: ReadonlyMap<string, Deployment>
}

/** Longest wait for deployments to begin. */
const BEGIN_MS = 2000
/** Longest wait for their end: a minute less than a request may take. */
const END_MS = 14 * 60 * 1000

/** Starts a pass over a commit and gives what is known of its deployments, never later than the bounds. */
export async function deployCommit(
  { repository, runner, clock, log }: DeployParts,
  { actor, revision, stacks, wait, signal }: CommitToDeploy,
): Promise<Deploying> {
  const begun = new Map<string, string>()
  const ended = new Map<string, Deployment>()
  let finished = false
  const allBegun = Promise.withResolvers<void>()

  const note = async (deployment: Deployment): Promise<void> => {
    // One that began right before may be of a revision without this commit.
    const includes = await repository.contains(deployment.revision, revision).catch(() => false)
    if (!includes) return
    begun.set(deployment.stack, deployment.id)
    if (begun.size === stacks.length) allBegun.resolve()
  }
  const unsubscribe = runner.subscribe((event) => {
    if (event.type !== 'deployment-started' || !stacks.includes(event.deployment.stack)) return
    void note(event.deployment)
  })
  const pass = async (): Promise<void> => {
    try {
      const { deployments, held } = await runner.trigger(actor, { follow: stacks })
      for (const deployment of deployments) {
        begun.set(deployment.stack, deployment.id)
        ended.set(deployment.stack, deployment)
      }
      finished = held === undefined
    } catch (error) {
      log.error('pass failed', { actor: actor.name, error })
    } finally {
      unsubscribe()
    }
  }
  const passed = pass()

  const time = new AbortController()
  const over = clock
    .sleep(wait ? END_MS : BEGIN_MS, AbortSignal.any([signal, time.signal]))
    .catch(() => undefined)
  await Promise.race(wait ? [passed, over] : [passed, allBegun.promise, over])
  time.abort()
  return { finished, begun: new Map(begun), ended: new Map(ended) }
}
