import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import type { SecretSpec } from '../spec/object-spec.ts'
import { bearsDigest, sameFrame } from './content.ts'
import type { PlanContext } from './plan-types.ts'
import { isRotatedName } from './rotated-name.ts'
import { secretObject, stackObjects } from './stack-objects.ts'
import { isClaimed } from './standing.ts'

/** A live secret whose content its labels don't tell, and the spec to compare it with. */
export interface SecretComparison {
  readonly liveId: string
  readonly version: number
  /** The live secret's name and labels with the desired data: what an update with a stale version sends. */
  readonly spec: SecretSpec
}

/**
 * Secrets of the stack that may hold the desired content although no label says so: adopted ones,
 * and owned ones whose label was made with another digest key. A pair of equal ones goes into
 * `PlanContext.equalSecrets`; what isn't compared counts as different and is rotated.
 */
export function secretsToCompare(
  desired: DesiredState,
  live: LiveState,
  context: Pick<PlanContext, 'ownership' | 'digests'>,
): readonly SecretComparison[] {
  const objects = stackObjects(desired, live)
  const claim = {
    stack: desired.stack,
    repository: context.ownership.repository,
    standing: 'unmanaged',
    everything: true,
    isDesired: () => true,
  } as const
  const claimed = [...objects.secrets.values()].filter((secret) =>
    isClaimed(secretObject(secret), claim),
  )
  const names = new Set(desired.secrets.map((spec) => spec.Name))
  return desired.secrets.flatMap((spec) => {
    if (spec.Data === undefined) return []
    const data = spec.Data
    const digest = context.digests.secret(data)
    const family = claimed.filter(
      ({ spec: { Name: name } }) =>
        name === spec.Name || (isRotatedName(name, spec.Name) && !names.has(name)),
    )
    if (family.some((secret) => bearsDigest(secret, digest) && sameFrame(spec, secret.spec))) {
      return []
    }
    return family
      .filter((secret) => sameFrame(spec, secret.spec))
      .map((secret) => ({
        liveId: secret.id,
        version: secret.version,
        spec: { ...secret.spec, Data: data },
      }))
  })
}
