import type { Problem } from '../../problem.ts'
import type { EngineFeatures } from '../../read-back/engine-features.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { boundRules } from './bound-rules.ts'
import { endpointRules } from './endpoint-rules.ts'
import { imageRules } from './image-rules.ts'
import { jobRules } from './job-rules.ts'
import { mountRules } from './mount-rules.ts'
import { resourceRules } from './resource-rules.ts'
import { templateRules } from './template-rules.ts'
import { wordRules } from './word-rules.ts'

/**
 * What the engine refuses of one service by looking at its spec alone. Sources: swarmkit
 * `manager/controlapi/service.go` and `template/expand.go`, moby `daemon/cluster/convert`, and the
 * answers of engines 20.10.24 and 28.5.2 in `e2e/roundtrip`.
 */
export function serviceRules(spec: ServiceSpec, features: EngineFeatures): readonly Problem[] {
  return [
    ...imageRules(spec),
    ...resourceRules(spec),
    ...wordRules(spec, features),
    ...boundRules(spec, features),
    ...mountRules(spec),
    ...endpointRules(spec),
    ...jobRules(spec),
    ...templateRules(spec),
  ]
}
