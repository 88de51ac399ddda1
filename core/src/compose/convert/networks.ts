import type { NetworkSpec } from '../../spec/object-spec.ts'
import type { NetworkAttachment } from '../../spec/service-spec.ts'
import { byteOrder } from '../byte-order.ts'
import type { Network } from '../model/top-level.ts'
import type { Attachment, Service } from '../model/service.ts'
import { checkName } from '../names.ts'
import { reportError } from '../report.ts'
import { type Conversion, fullName, scopedName, stackLabels } from './conversion.ts'
import { whenFilled, whenSet } from './present.ts'

const predefined: ReadonlySet<string> = new Set(['default', 'bridge', 'host', 'none'])

/** Networks that the engine has anyway: no alias, and nobody has to make them. */
export function isPredefinedNetwork(name: string): boolean {
  return predefined.has(name) || name.startsWith('container:')
}

/** The networks that a service names, or `default` when it names none. */
export function attachmentsOf(service: Service): ReadonlyMap<string, Attachment> {
  if (service.networks.size > 0) return service.networks
  const path = `services.${service.name}`
  return new Map([['default', { at: service.at, path, settings: undefined }]])
}

export function convertAttachments(
  service: Service,
  conversion: Conversion,
): readonly NetworkAttachment[] {
  const attachments: NetworkAttachment[] = []
  for (const [key, { at, path, settings }] of attachmentsOf(service)) {
    const network = conversion.model.networks.get(key)
    if (network === undefined && key !== 'default') {
      reportError(conversion.report, {
        code: 'undefined-network',
        message: `the network "${key}" of the service "${service.name}" is not defined in this file`,
        remedy: `Add it below networks, with external: true if it exists already.`,
        place: at,
        path,
      })
    }
    const target =
      network === undefined
        ? scopedName(conversion.stack, key)
        : fullName(conversion.stack, network)
    const own = isPredefinedNetwork(target) ? [] : [service.name]
    attachments.push({
      Target: target,
      ...whenFilled('Aliases', [...(settings?.aliases ?? []), ...own]),
      ...whenFilled('DriverOpts', settings?.driverOptions),
    })
  }
  return attachments.toSorted((a, b) => byteOrder(a.Target, b.Target))
}

/** Networks to create: those that some service uses and that aren't external. */
export function convertNetworks(conversion: Conversion): readonly NetworkSpec[] {
  const specs = new Map<string, NetworkSpec>()
  for (const key of usedNetworks(conversion)) {
    const network = conversion.model.networks.get(key)
    if (network?.external === true) continue
    if (network === undefined && key !== 'default') continue
    const name =
      network === undefined
        ? scopedName(conversion.stack, key)
        : fullName(conversion.stack, network)
    const place = network?.at ?? firstService(conversion)?.at
    if (place !== undefined)
      checkName('network', name, { place, path: `networks.${key}` }, conversion.report)
    specs.set(name, networkSpec(name, network, conversion.stack))
  }
  return [...specs.values()].toSorted((a, b) => byteOrder(a.Name, b.Name))
}

/** Names of external networks that some service uses and that somebody must have made. */
export function externalNetworks(conversion: Conversion): readonly string[] {
  const names = usedNetworks(conversion).flatMap((key) => {
    const network = conversion.model.networks.get(key)
    return network?.external === true && !isPredefinedNetwork(network.name) ? [network.name] : []
  })
  return [...new Set(names)].toSorted(byteOrder)
}

function usedNetworks({ model }: Conversion): readonly string[] {
  return [
    ...new Set(
      [...model.services.values()].flatMap((service) => [...attachmentsOf(service).keys()]),
    ),
  ]
}

function firstService({ model }: Conversion): Service | undefined {
  return model.services.values().next().value
}

function networkSpec(name: string, network: Network | undefined, stack: string): NetworkSpec {
  const hasIpam = network !== undefined && (network.ipamDriver !== '' || network.subnets.length > 0)
  return {
    Name: name,
    Driver: network?.driver === undefined || network.driver === '' ? 'overlay' : network.driver,
    Scope: '',
    IPAM: hasIpam ? ipam(network) : null,
    Internal: network?.internal ?? false,
    Attachable: network?.attachable ?? false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: network?.driverOptions ?? null,
    Labels: stackLabels(stack, network?.labels ?? {}),
  }
}

function ipam(network: Network): NonNullable<NetworkSpec['IPAM']> {
  const subnets = network.subnets.map((subnet) =>
    whenSet('Subnet', subnet === '' ? undefined : subnet),
  )
  return {
    Driver: network.ipamDriver,
    Options: null,
    Config: subnets.length === 0 ? null : subnets,
  }
}
