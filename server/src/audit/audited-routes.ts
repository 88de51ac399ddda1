import type { Route, RouteId } from '@kesako/contract'

/** What a viewer may do and leaves something behind all the same. */
const BY_VIEWERS: ReadonlySet<string> = new Set<RouteId>(['createLoginLink'])

/** Whether calls of a route go into the audit trail: all that write. */
export function isAudited(id: string, route: Route): boolean {
  if (route.method === 'GET') return false
  return route.role !== 'viewer' || BY_VIEWERS.has(id)
}
