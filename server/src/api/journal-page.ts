import type { Deployment } from '@kesako/core'
import type { Journal } from '@kesako/repository'

/** How many deployments of each stack are searched for an id. */
const SEARCHED = 500

/** The newest deployments of all stacks, newest first. Reads no more histories than can matter. */
export async function newestDeployments(
  journal: Journal,
  limit: number,
): Promise<readonly Deployment[]> {
  const latest = [...(await journal.latest()).values()].toSorted(newestFirst)
  let found: readonly Deployment[] = []
  for (const newest of latest) {
    const last = found[limit - 1]
    // Whatever this stack and the ones after it hold is older than what is shown.
    if (last !== undefined && newestFirst(last, newest) <= 0) break
    const history = await journal.history(newest.stack, limit)
    found = [...found, ...history].toSorted(newestFirst).slice(0, limit)
  }
  return found
}

/** A deployment by its id; undefined when it isn't among the newest of any stack. */
export async function findDeployment(
  journal: Journal,
  id: string,
): Promise<Deployment | undefined> {
  const latest = await journal.latest()
  for (const deployment of latest.values()) if (deployment.id === id) return deployment
  for (const stack of latest.keys()) {
    const history = await journal.history(stack, SEARCHED)
    const found = history.find((deployment) => deployment.id === id)
    if (found !== undefined) return found
  }
  return undefined
}

function newestFirst(a: Deployment, b: Deployment): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1
  return a.stack < b.stack ? -1 : a.stack > b.stack ? 1 : 0
}
