import type { DesiredState } from '../desired-state.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { mountReach } from './mount-reach.ts'
import type { Reach } from './privilege.ts'

/** The part of a service in a Compose file that asks for something. */
export type ServicePart =
  | { readonly key: 'volumes'; readonly index: number }
  | { readonly key: 'cap_add' | 'credential_spec' | 'networks' | 'ports' | 'secrets' | 'configs' }

export interface PartReach {
  readonly part: ServicePart
  readonly reach: Reach
}

/** Everything that a service reaches beyond itself; externals are what the stack doesn't make. */
export function serviceReach(service: ServiceSpec, stack: DesiredState): readonly PartReach[] {
  const { ContainerSpec: container, Networks: networks = [] } = service.TaskTemplate
  const at = (key: Exclude<ServicePart['key'], 'volumes'>, reach: Reach): PartReach => ({
    part: { key },
    reach,
  })
  const credential = container.Privileges?.CredentialSpec
  const mounts = (container.Mounts ?? []).flatMap((mount, index) =>
    mountReach(mount).map((reach): PartReach => ({ part: { key: 'volumes', index }, reach })),
  )
  const ports = (service.EndpointSpec.Ports ?? []).filter(
    ({ PublishMode: mode }) => mode === 'host',
  )
  return [
    ...mounts,
    ...(container.CapabilityAdd ?? []).map((name) => at('cap_add', { kind: 'capability', name })),
    ...[credential?.File, credential?.Registry]
      .filter((name) => name !== undefined && name !== '')
      .map((name = '') => at('credential_spec', { kind: 'credential-spec', name })),
    ...networks.flatMap(({ Target: name }) =>
      networkReach(name, stack).map((reach) => at('networks', reach)),
    ),
    ...ports.map(({ PublishedPort: published = 0, Protocol: protocol = 'tcp' }) =>
      at('ports', { kind: 'host-port', published, protocol }),
    ),
    ...foreign(
      'secret',
      container.Secrets?.map(({ SecretName: name }) => name),
      stack.secrets,
    ).map((reach) => at('secrets', reach)),
    ...foreign(
      'config',
      container.Configs?.map(({ ConfigName: name }) => name),
      stack.configs,
    ).map((reach) => at('configs', reach)),
  ]
}

function networkReach(name: string, { networks }: DesiredState): readonly Reach[] {
  if (name === 'host') return [{ kind: 'host-network' }]
  const harmless = name === 'none' || name === 'ingress'
  if (harmless || networks.some((network) => network.Name === name)) return []
  return [{ kind: 'object', object: 'network', name }]
}

function foreign(
  object: 'secret' | 'config',
  used: readonly string[] | undefined,
  own: readonly { readonly Name: string }[],
): readonly Reach[] {
  const made = new Set(own.map(({ Name: name }) => name))
  return [...new Set(used)]
    .filter((name) => !made.has(name))
    .map((name): Reach => ({ kind: 'object', object, name }))
}
