import type { LiveNode, LiveService } from '../live/live-state.ts'
import { fitsNode, takesTasks } from '../plan/constraint.ts'

/** Placement constraints of a service that not one node that takes tasks satisfies, as far as live state tells. */
export function unmetConstraints(
  service: LiveService,
  nodes: readonly LiveNode[],
): readonly string[] {
  const open = nodes.filter(takesTasks)
  const constraints = service.spec.TaskTemplate.Placement?.Constraints ?? []
  return constraints.filter((text) => open.every((node) => fitsNode([text], node) === false))
}
