import { whenFilled, whenSet } from '../compose/convert/present.ts'
import { checkImage, tagImage } from '../compose/syntax/image-reference.ts'
import { IMAGE_LABEL } from '../labels.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import type { WrittenService } from './compose-document.ts'
import type { StackParts } from './stack-parts.ts'
import { writeContainer } from './write-container.ts'
import { writeDeploy } from './write-deploy.ts'
import { writeFileUses } from './write-file-uses.ts'
import { writeLabels, writeServiceLabels } from './write-labels.ts'
import { writeMounts } from './write-mounts.ts'
import { writeAttachments } from './write-networks.ts'
import { writePorts } from './write-ports.ts'

/** A service in the order in which people write its keys. */
export function writeService(key: string, spec: ServiceSpec, parts: StackParts): WrittenService {
  const { ContainerSpec: container, LogDriver: log } = spec.TaskTemplate
  const { process, surroundings } = writeContainer(container, parts)
  return {
    image: writeImage(spec),
    ...process,
    ...whenFilled('ports', writePorts(spec.EndpointSpec.Ports ?? [])),
    ...whenSet('networks', writeAttachments(key, spec, parts)),
    ...whenFilled('volumes', writeMounts(container.Mounts ?? [], parts)),
    ...whenFilled('configs', writeFileUses(container.Configs ?? [], parts)),
    ...whenFilled('secrets', writeFileUses(container.Secrets ?? [], parts)),
    ...surroundings,
    ...(log && {
      logging: { ...whenFilled('driver', log.Name), ...whenFilled('options', log.Options) },
    }),
    ...whenSet('labels', writeLabels(container.Labels)),
    ...whenFilled('deploy', writeDeploy(spec, writeServiceLabels(spec.Labels))),
  }
}

/**
 * The image as it was asked for, where that is what runs: with its digest it would never move again.
 * Where somebody changed it by hand, the image that runs.
 */
export function writeImage({ Labels: labels, TaskTemplate: template }: ServiceSpec): string {
  const running = template.ContainerSpec.Image
  const asked = labels[IMAGE_LABEL]
  if (asked !== undefined) {
    const tagged = tagImage(asked)
    const image = 'image' in tagged ? tagged.image : asked
    return running === image || running.startsWith(`${image}@`) ? asked : running
  }
  // Without a label: a digest after a tag comes from a registry, so the tag was asked for.
  const unpinned = /^(.+:[^/@]+)@sha256:[0-9a-f]{64}$/.exec(running)?.[1]
  return unpinned !== undefined && checkImage(unpinned) === undefined ? unpinned : running
}
