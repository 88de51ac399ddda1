import type { DesiredState, ResolveImage } from '../desired-state.ts'
import type { IgnoredField } from '../ignored-field.ts'
import type { LiveState } from '../live/live-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { compareText } from './compare-text.ts'
import { ignoredFields } from './ignored-fields.ts'
import { keepsLiveImage, writtenImage } from './pin-image.ts'

const IMAGE_ID = /^(sha256:)?[0-9a-f]{64}$/

/**
 * Distinct images, as the file writes them, that the registry should be asked for before planning.
 * `changed` asks only for those that no live service runs already. An image id has no registry, and
 * an image that is left to others is kept as it runs.
 * `PlanContext.images` must not hold others: what is resolved is used.
 */
export function imagesToResolve(
  desired: DesiredState,
  live: LiveState,
  mode: ResolveImage,
  ignore: readonly IgnoredField[] = [],
): readonly string[] {
  if (mode === 'never') return []
  const running = new Map(live.services.map((service) => [service.spec.Name, service]))
  const keepsIgnoredImage = (spec: ServiceSpec): boolean =>
    running.has(spec.Name) && ignoredFields(spec, desired.stack, ignore).includes('image')
  const images = desired.services
    .filter((spec) => !keepsIgnoredImage(spec))
    .filter((spec) => mode === 'always' || !keepsLiveImage(spec, running.get(spec.Name)))
    .map(writtenImage)
    .filter((image) => !IMAGE_ID.test(image))
  return [...new Set(images)].sort(compareText)
}
