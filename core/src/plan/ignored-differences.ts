import type { IgnorableField } from '../ignored-field.ts'
import type { LiveService } from '../live/live-state.ts'
import { comparableService } from '../read-back/comparable-service.ts'
import type { EngineFeatures } from '../read-back/engine-features.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { diffFields } from './diff-fields.ts'
import { ignoredFields, keepIgnored } from './ignored-fields.ts'
import { pinImage } from './pin-image.ts'
import type { FieldDiff, PlanContext } from './plan-types.ts'

/** A field of a service that runs and is left to others, so that no change comes of it. */
export interface IgnoredDifference {
  /** Full name on the swarm. */
  readonly service: string
  readonly field: IgnorableField
  /** From what runs to what the file says; empty when they are equal. */
  readonly fields: readonly FieldDiff[]
}

/** What is left to others, for every service that runs, in the order of services and fields. */
export function ignoredDifferences(
  stack: string,
  desired: readonly ServiceSpec[],
  claimed: ReadonlyMap<string, LiveService>,
  read: { readonly names: LiveNames; readonly features: EngineFeatures },
  { policy, images }: Pick<PlanContext, 'policy' | 'images'>,
): readonly IgnoredDifference[] {
  return desired.flatMap((spec) => {
    const live = claimed.get(spec.Name)
    if (live === undefined) return []
    const pinned = pinImage(spec, live, images)
    const wanted = comparableService(pinned, read.names, read.features)
    return ignoredFields(spec, stack, policy.ignore).map((field) => {
      const kept = keepIgnored(pinned, live.spec, [field])
      const fields = diffFields(comparableService(kept, read.names, read.features), wanted)
      return { service: spec.Name, field, fields }
    })
  })
}
