import { DEFAULT_STACK_POLICY, type DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import { engineRules } from './engine-rules/index.ts'
import { missingExternals } from './missing-externals.ts'
import { placementProblems } from './placement-problems.ts'
import { portConflicts } from './port-conflicts.ts'
import { portMoves } from './port-moves.ts'
import type { ServiceOrder } from './stages/stages-of.ts'

/**
 * What the swarm would refuse, or leave pending, before anything is written: externals that are
 * missing, specs that it refuses, ports that are taken or can't be moved, placement that no node satisfies now. Errors
 * stop a deployment, warnings go with the plan. `order` is that of the stack's services, default all at once.
 */
export function preflight(
  desired: DesiredState,
  live: LiveState,
  order: ServiceOrder = DEFAULT_STACK_POLICY,
): readonly Problem[] {
  return [
    ...missingExternals(desired, live),
    ...engineRules(desired, live),
    ...portConflicts(desired, live),
    ...portMoves(desired, live, order),
    ...placementProblems(desired, live.nodes),
  ]
}
