import type { DesiredState, ResolveImage } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import { compareText } from './compare-text.ts'
import { keepsLiveImage, writtenImage } from './pin-image.ts'

const IMAGE_ID = /^(sha256:)?[0-9a-f]{64}$/

/**
 * Distinct images, as the file writes them, that the registry should be asked for before planning.
 * `changed` asks only for those that no live service runs already. An image id has no registry.
 * `PlanContext.images` must not hold others: what is resolved is used.
 */
export function imagesToResolve(
  desired: DesiredState,
  live: LiveState,
  mode: ResolveImage,
): readonly string[] {
  if (mode === 'never') return []
  const running = new Map(live.services.map((service) => [service.spec.Name, service]))
  const images = desired.services
    .filter((spec) => mode === 'always' || !keepsLiveImage(spec, running.get(spec.Name)))
    .map(writtenImage)
    .filter((image) => !IMAGE_ID.test(image))
  return [...new Set(images)].sort(compareText)
}
