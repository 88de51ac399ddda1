import type { DesiredState } from '../../desired-state.ts'
import type { LiveState } from '../../live/live-state.ts'
import type { Problem } from '../../problem.ts'
import { engineFeatures } from '../../read-back/engine-features.ts'
import { nameRules } from './name-rules.ts'
import { networkRules } from './network-rules.ts'
import { serviceRules } from './service-rules.ts'

/** What the engine would refuse of a stack after half of it was written, and nothing else tells. */
export function engineRules(desired: DesiredState, live: LiveState): readonly Problem[] {
  const features = engineFeatures(live.nodes)
  return [
    ...nameRules(desired, live),
    ...networkRules(desired, live, features),
    ...desired.services.flatMap((spec) => serviceRules(spec, features)),
  ]
}
