import type { Problem } from '../../problem.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { refusal } from './refusal.ts'

/** An image's id names no repository, and a service can't say where a node should pull it from. */
export function imageRules({ Name, TaskTemplate }: ServiceSpec): readonly Problem[] {
  const image = TaskTemplate.ContainerSpec.Image
  if (!/^[0-9a-f]{64}$/.test(image)) return []
  return [
    refusal(
      'image-id',
      `${Name} has the id of an image as its image, which the engine refuses for services.`,
      'Write a name with a tag or a digest.',
    ),
  ]
}
