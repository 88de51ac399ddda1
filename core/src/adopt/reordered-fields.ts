import type { LiveNames } from '../read-back/live-names.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'

/**
 * Lists that hold the same in another order than converting the file gives. The engine compares them
 * in order: a client that sends the specs anew restarts tasks for it.
 */
export function reorderedFields(
  live: ServiceSpec,
  desired: ServiceSpec | undefined,
  names: LiveNames,
): readonly string[] {
  if (desired === undefined) return []
  const wanted = new Map(lists(desired, (name) => name))
  return lists(live, names.network)
    .filter(([field, list]) => {
      const other = wanted.get(field) ?? []
      return !sameList(list, other) && sameList(list.toSorted(), other.toSorted())
    })
    .map(([field]) => field)
}

function lists(
  { TaskTemplate: template, EndpointSpec: endpoint }: ServiceSpec,
  networkName: (target: string) => string,
): readonly (readonly [field: string, list: readonly string[]])[] {
  const { ContainerSpec: container, Placement: placement } = template
  const networks = template.Networks ?? []
  return [
    ['Env', container.Env ?? []],
    ['Mounts', (container.Mounts ?? []).map(({ Target = '' }) => Target)],
    ['Secrets', (container.Secrets ?? []).map(({ File }) => File.Name)],
    ['Configs', (container.Configs ?? []).map(({ File }) => File?.Name ?? '')],
    ['CapabilityAdd', container.CapabilityAdd ?? []],
    ['CapabilityDrop', container.CapabilityDrop ?? []],
    ['Ulimits', (container.Ulimits ?? []).map(({ Name }) => Name)],
    ['Constraints', placement.Constraints ?? []],
    ['Networks', networks.map(({ Target }) => networkName(Target))],
    ['Aliases', networks.flatMap(({ Aliases = [] }) => Aliases)],
    [
      'Ports',
      (endpoint.Ports ?? []).map(
        ({ PublishedPort = 0, TargetPort = 0, Protocol = 'tcp' }) =>
          `${PublishedPort}:${TargetPort}/${Protocol}`,
      ),
    ],
  ]
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index])
}
