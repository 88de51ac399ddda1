import type { Change } from './plan-types.ts'

/**
 * What a change takes away from what runs, as a part of a sentence; undefined for one that takes nothing away. A
 * network, secret or config goes when nothing uses it any more, and its content is in Git. Volumes are never removed.
 */
export function destruction(change: Change): string | undefined {
  const isService = change.ref.kind === 'service'
  switch (change.action) {
    case 'create':
    case 'hold':
      return undefined
    case 'update':
      return scalesDown(change) ? 'some of its tasks end for good' : undefined
    case 'replace':
      return isService
        ? 'all its tasks end before new ones start'
        : `the ${change.ref.kind} is away until it is made anew`
    case 'remove':
      return isService ? 'its tasks end for good' : undefined
  }
}

/** True for an update after which fewer tasks of a replicated service run. */
export function scalesDown(change: Extract<Change, { readonly action: 'update' }>): boolean {
  return change.fields.some(
    ({ path, from, to }) => path === 'Mode.Replicated.Replicas' && Number(to) < Number(from),
  )
}
