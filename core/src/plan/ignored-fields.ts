import type { IgnorableField, IgnoredField } from '../ignored-field.ts'
import { DOCKER_PREFIX, IMAGE_LABEL, KESAKO_PREFIX } from '../labels.ts'
import type { Labels, ServiceSpec, TaskTemplate } from '../spec/service-spec.ts'
import { modeName } from '../spec/service-mode.ts'

/**
 * What stands for each field in a service's spec, taken over from the live one. `image` has three
 * places that belong together; labels of Docker's and of ours stay as they are desired.
 */
const KEEP: Readonly<
  Record<IgnorableField, (desired: ServiceSpec, live: ServiceSpec) => ServiceSpec>
> = {
  command: (desired, live) => container(desired, live, 'Args'),
  'deploy.labels': (desired, live) => ({
    ...desired,
    Labels: keptLabels(desired.Labels, live.Labels),
  }),
  'deploy.placement': (desired, live) => {
    const { Platforms } = desired.TaskTemplate.Placement
    const { Platforms: _, ...placement } = live.TaskTemplate.Placement
    return task(desired, { Placement: { ...placement, ...(Platforms && { Platforms }) } })
  },
  'deploy.replicas': (desired, live) =>
    modeName(desired.Mode) === modeName(live.Mode) ? { ...desired, Mode: live.Mode } : desired,
  'deploy.resources': (desired, live) => task(desired, { Resources: live.TaskTemplate.Resources }),
  'deploy.restart_policy': (desired, live) => {
    const { RestartPolicy: _, ...rest } = desired.TaskTemplate
    return { ...desired, TaskTemplate: { ...rest, ...only(live.TaskTemplate, 'RestartPolicy') } }
  },
  'deploy.rollback_config': (desired, live) => {
    const { RollbackConfig: _, ...rest } = desired
    return { ...rest, ...only(live, 'RollbackConfig') }
  },
  'deploy.update_config': (desired, live) => {
    const { UpdateConfig: _, ...rest } = desired
    return { ...rest, ...only(live, 'UpdateConfig') }
  },
  environment: (desired, live) => container(desired, live, 'Env'),
  image: keepImage,
  labels: (desired, live) => {
    const { ContainerSpec } = desired.TaskTemplate
    const kept = keptLabels(ContainerSpec.Labels, live.TaskTemplate.ContainerSpec.Labels)
    return task(desired, { ContainerSpec: { ...ContainerSpec, Labels: kept } })
  },
  ports: (desired, live) => {
    const { Ports: _, ...rest } = desired.EndpointSpec
    return { ...desired, EndpointSpec: { ...rest, ...only(live.EndpointSpec, 'Ports') } }
  },
}

/** The desired spec of a service that runs, with the live value of every field that is left to others. */
export function keepIgnored(
  desired: ServiceSpec,
  live: ServiceSpec,
  fields: readonly IgnorableField[],
): ServiceSpec {
  return fields.reduce((spec, field) => KEEP[field](spec, live), desired)
}

/** Fields of one service that are left to others, each once, in the order of the alphabet. */
export function ignoredFields(
  { Name }: Pick<ServiceSpec, 'Name'>,
  stack: string,
  ignore: readonly IgnoredField[],
): readonly IgnorableField[] {
  const fields = ignore
    .filter(({ service }) => service === undefined || Name === `${stack}_${service}`)
    .map(({ field }) => field)
  return [...new Set(fields)].sort()
}

function keepImage(desired: ServiceSpec, live: ServiceSpec): ServiceSpec {
  const { [IMAGE_LABEL]: _, ...labels } = desired.Labels
  const written = live.Labels[IMAGE_LABEL]
  const { Platforms: __, ...placement } = desired.TaskTemplate.Placement
  const { ContainerSpec } = desired.TaskTemplate
  return {
    ...task(desired, {
      ContainerSpec: { ...ContainerSpec, Image: live.TaskTemplate.ContainerSpec.Image },
      Placement: { ...placement, ...only(live.TaskTemplate.Placement, 'Platforms') },
    }),
    Labels: { ...labels, ...(written !== undefined && { [IMAGE_LABEL]: written }) },
  }
}

function container(desired: ServiceSpec, live: ServiceSpec, key: 'Args' | 'Env'): ServiceSpec {
  const { [key]: _, ...rest } = desired.TaskTemplate.ContainerSpec
  return task(desired, {
    ContainerSpec: { ...rest, ...only(live.TaskTemplate.ContainerSpec, key) },
  })
}

function task(desired: ServiceSpec, more: Partial<TaskTemplate>): ServiceSpec {
  return { ...desired, TaskTemplate: { ...desired.TaskTemplate, ...more } }
}

/** One key of an object, or nothing where it is not set. */
function only<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
): { readonly [Name in Key]?: NonNullable<Whole[Name]> } {
  const value = whole[key]
  // A computed key widens; the one key is known here.
  return (value === undefined || value === null ? {} : { [key]: value }) as {
    readonly [Name in Key]?: NonNullable<Whole[Name]>
  }
}

function keptLabels(desired: Labels | undefined, live: Labels | undefined): Labels {
  const isReserved = ([name]: readonly [string, string]): boolean =>
    name.startsWith(DOCKER_PREFIX) || name.startsWith(KESAKO_PREFIX)
  const others = Object.entries(live ?? {}).filter((label) => !isReserved(label))
  return Object.fromEntries([...others, ...Object.entries(desired ?? {}).filter(isReserved)])
}
