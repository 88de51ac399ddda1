import { IMAGE_LABEL, REPOSITORY_LABEL } from '../labels.ts'
import type { LiveService } from '../live/live-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import type { ResolvedImage } from './plan-types.ts'

/** The image as the Compose file writes it, without the tag and digest that deploying adds. */
export function writtenImage(spec: ServiceSpec): string {
  return spec.Labels[IMAGE_LABEL] ?? spec.TaskTemplate.ContainerSpec.Image
}

/**
 * True when the live service runs what the file asks for: the same written image, and the same
 * name and tag under whatever digest. A change of the image by hand is therefore seen. A service
 * that nobody owns yet may bear another written image: what runs counts, so that taking it over
 * restarts nothing.
 */
export function keepsLiveImage(desired: ServiceSpec, live: LiveService | undefined): boolean {
  if (live === undefined) return false
  const { [IMAGE_LABEL]: written, [REPOSITORY_LABEL]: owner } = live.spec.Labels
  if (owner !== undefined && written !== writtenImage(desired)) return false
  const wanted = desired.TaskTemplate.ContainerSpec.Image
  const running = live.spec.TaskTemplate.ContainerSpec.Image
  return running === wanted || running.startsWith(`${wanted}@`)
}

/**
 * The spec with its image pinned. An unchanged image keeps the live digest and platforms, unless
 * `always` asked the registry again and it answered; a registry that is down changes nothing.
 */
export function pinImage(
  desired: ServiceSpec,
  live: LiveService | undefined,
  images: ReadonlyMap<string, ResolvedImage>,
): ServiceSpec {
  const kept = keepsLiveImage(desired, live) ? live : undefined
  const resolved = images.get(writtenImage(desired))
  const running = kept?.spec.TaskTemplate
  if (resolved !== undefined && resolved.reference !== running?.ContainerSpec.Image) {
    return withImage(desired, resolved.reference, resolved.platforms)
  }
  if (running === undefined) return desired
  return withImage(desired, running.ContainerSpec.Image, running.Placement?.Platforms)
}

function withImage(
  spec: ServiceSpec,
  image: string,
  platforms: ResolvedImage['platforms'] | undefined,
): ServiceSpec {
  const { Platforms: _, ...placement } = spec.TaskTemplate.Placement
  return {
    ...spec,
    TaskTemplate: {
      ...spec.TaskTemplate,
      ContainerSpec: { ...spec.TaskTemplate.ContainerSpec, Image: image },
      Placement:
        platforms === undefined || platforms.length === 0
          ? placement
          : { ...placement, Platforms: platforms },
    },
  }
}
