import type { HistoryEntry, HistoryPage } from '@kesako/contract'
import type { Deployment } from '@kesako/core'
import type { StacksRepository } from '@kesako/repository'
import { commitView } from '../view/stack-view.ts'
import { namesOf } from './stack-files.ts'

/** Deployments of a stack that are looked at. */
const MAX_DEPLOYMENTS = 500
/** Commits of the branch among which a deployment's revision is looked for. */
const MAX_ORDER = 20_000

export interface HistoryRequest {
  readonly stack: string
  readonly revision: string
  /** Its inputs at the revision; empty for a stack that is gone. */
  readonly inputs: readonly string[]
  readonly limit: number
  readonly offset: number
}

/** Commits that touched a stack's inputs, each with the deployments of what it made. */
export async function stackHistory(
  repository: StacksRepository,
  { stack, revision, inputs, limit, offset }: HistoryRequest,
): Promise<HistoryPage> {
  const paths = [...new Set([...inputs, ...namesOf(stack), `stacks/${stack}`])]
  const [found, order, deployments] = await Promise.all([
    // One more than is shown says whether there is another page; one before, where the page begins.
    repository.commitsOf(revision, paths, { limit: limit + 1, offset }),
    repository.order(revision, MAX_ORDER),
    repository.journal.history(stack, MAX_DEPLOYMENTS),
  ])
  const ranks = new Map(order.map((commit, rank) => [commit, rank]))
  const newer =
    offset === 0
      ? undefined
      : (await repository.commitsOf(revision, paths, { limit: 1, offset: offset - 1 }))[0]
  const pairs = pairDeployments(
    found.map((commit) => commit.revision),
    newer?.revision,
    deployments,
    ranks,
  )
  const entries = found.slice(0, limit).map((commit): HistoryEntry => ({
    commit: commitView(commit),
    deployments: [...(pairs.get(commit.revision) ?? [])],
  }))
  const detached = offset === 0 ? deployments.filter((one) => !ranks.has(one.revision)) : []
  return {
    stack,
    revision,
    entries,
    detached,
    ...(found.length > limit ? { nextOffset: offset + limit } : {}),
  }
}

/**
 * Each deployment belongs to the newest of the commits that its revision contains. Both are compared by
 * their rank: 0 is the newest commit of the branch. `newer` is the commit right before the first.
 */
export function pairDeployments(
  commits: readonly string[],
  newer: string | undefined,
  deployments: readonly Deployment[],
  ranks: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly Deployment[]> {
  const pairs = new Map<string, Deployment[]>()
  const before = newer === undefined ? -1 : (ranks.get(newer) ?? -1)
  for (const deployment of deployments) {
    const rank = ranks.get(deployment.revision)
    if (rank === undefined || rank <= before) continue
    const commit = commits.find((one) => (ranks.get(one) ?? -1) >= rank)
    if (commit === undefined) continue
    pairs.set(commit, [...(pairs.get(commit) ?? []), deployment])
  }
  return pairs
}
