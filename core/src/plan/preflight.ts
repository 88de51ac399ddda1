import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import { engineRules } from './engine-rules/index.ts'
import { missingExternals } from './missing-externals.ts'
import { placementProblems } from './placement-problems.ts'
import { portConflicts } from './port-conflicts.ts'

/**
 * What the swarm would refuse, or leave pending, before anything is written: externals that are
 * missing, specs that it refuses, ports that are taken, placement that no node satisfies now. Errors stop a deployment,
 * warnings go with the plan.
 */
export function preflight(desired: DesiredState, live: LiveState): readonly Problem[] {
  return [
    ...missingExternals(desired, live),
    ...engineRules(desired, live),
    ...portConflicts(desired, live),
    ...placementProblems(desired, live.nodes),
  ]
}
