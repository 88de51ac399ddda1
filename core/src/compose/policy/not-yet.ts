import type { MapNode } from '../yaml/node.ts'
import { type Report, reportError } from '../report.ts'

/** Keys that are read and checked, and that deployments don't act on yet. */
const NOT_YET: readonly string[] = ['wave', 'dependsOn']

/** Refuses keys that would do nothing, in a mapping of policy at a path. */
export function refuseNotYet(node: MapNode, path: string, report: Report): void {
  for (const key of NOT_YET) {
    const entry = node.entries.get(key)
    if (entry === undefined) continue
    const full = path === '' ? key : `${path}.${key}`
    reportError(report, {
      code: 'not-supported-yet',
      message: `${full} is not supported yet`,
      remedy: 'Remove it for now.',
      place: entry.at,
      path: full,
    })
  }
}
