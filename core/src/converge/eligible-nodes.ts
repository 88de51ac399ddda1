import type { LiveNode, LiveService } from '../live/live-state.ts'
import { fitsNode, takesTasks } from '../plan/constraint.ts'

/** Nodes on which the swarm starts a task of a global service, as far as live state tells. */
export function eligibleNodes(
  service: LiveService,
  nodes: readonly LiveNode[],
): readonly LiveNode[] {
  const constraints = service.spec.TaskTemplate.Placement?.Constraints ?? []
  return nodes.filter((node) => takesTasks(node) && fitsNode(constraints, node) === true)
}
