import type { LiveService } from '../live/live-state.ts'
import type { ServiceSpec, TaskTemplate } from '../spec/service-spec.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import type { FieldDiff } from './plan-types.ts'
import { changedParts } from './restart.ts'
import { namedTemplate } from './service-references.ts'

/**
 * The spec that an update sends. A part without a difference is sent back as it was read: the
 * engine compares its own form, and would restart tasks for a default that is only written out.
 */
export function updateSpec(
  desired: ServiceSpec,
  live: LiveService,
  fields: readonly FieldDiff[],
  names: LiveNames,
): ServiceSpec {
  const parts = changedParts(fields)
  return {
    ...desired,
    TaskTemplate:
      parts.task.length > 0
        ? { ...desired.TaskTemplate, ForceUpdate: live.spec.TaskTemplate.ForceUpdate ?? 0 }
        : keptTemplate(desired, namedTemplate(live.spec.TaskTemplate, names), parts.placement),
    EndpointSpec: parts.endpoint.length > 0 ? desired.EndpointSpec : live.spec.EndpointSpec,
  }
}

function keptTemplate(
  desired: ServiceSpec,
  live: TaskTemplate,
  placement: readonly FieldDiff[],
): TaskTemplate {
  if (placement.length === 0) return live
  return { ...live, Placement: desired.TaskTemplate.Placement }
}
