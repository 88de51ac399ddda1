import {
  type DeploymentEnd,
  type DesiredState,
  type LiveState,
  MAX_RECORDED_IMAGES,
  type Plan,
} from '@kesako/core'

/** Longest image that is recorded, in characters. */
const MAX_IMAGE = 400

/** The image of each service that was asked for: as a plan wrote it, else as it runs. */
export function recordedImages(
  { services }: DesiredState,
  { changes }: Plan,
  live: LiveState,
): Pick<DeploymentEnd, 'images'> {
  if (services.length > MAX_RECORDED_IMAGES) return {}
  const specs = [
    ...live.services.map(({ spec }) => spec),
    ...changes.flatMap((change) =>
      'object' in change && change.object.kind === 'service' ? [change.object.spec] : [],
    ),
  ]
  const images = new Map(
    specs.map(({ Name, TaskTemplate }) => [Name, TaskTemplate.ContainerSpec.Image]),
  )
  const found = services.flatMap(({ Name }) => {
    const image = images.get(Name)
    return image === undefined || image.length > MAX_IMAGE ? [] : [[Name, image] as const]
  })
  return { images: Object.fromEntries(found) }
}
