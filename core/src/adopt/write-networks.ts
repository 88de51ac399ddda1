import { isPredefinedNetwork } from '../compose/convert/networks.ts'
import { whenFilled, whenSet } from '../compose/convert/present.ts'
import type { NetworkAttachment, ServiceSpec } from '../spec/service-spec.ts'
import { type AddressPools, isAllocated } from './address-pools.ts'
import { naming } from './choose-keys.ts'
import type { WrittenNetwork, WrittenService } from './compose-document.ts'
import type { StackParts, UsedNetwork } from './stack-parts.ts'
import { writeLabels } from './write-labels.ts'

const DEFAULT_NETWORK = 'default'
/** Assigned by the engine to every overlay network. */
const ALLOCATED_OPTION = 'com.docker.network.driver.overlay.vxlanid_list'

/** Null for a service that is on the network by its own name only. */
type WrittenAttachment = {
  readonly aliases?: readonly string[]
  readonly driver_opts?: Readonly<Record<string, string>>
} | null

/** The networks of a service; undefined where it is on the stack's default network alone. */
export function writeAttachments(
  service: string,
  spec: ServiceSpec,
  parts: StackParts,
): WrittenService['networks'] | undefined {
  const attachments = (spec.TaskTemplate.Networks ?? []).flatMap((attachment) => {
    const network = parts.networks.get(attachment.Target)
    if (network === undefined) return []
    return [[network.key, writeAttachment(service, attachment, network)] as const]
  })
  const plain = attachments.every(([, settings]) => settings === null)
  const keys = [...new Set(attachments.map(([key]) => key))]
  if (!plain) return Object.fromEntries<WrittenAttachment>(attachments)
  const byDefault = keys.length === 0 || (keys.length === 1 && keys[0] === DEFAULT_NETWORK)
  return byDefault ? undefined : keys
}

function writeAttachment(
  service: string,
  { Aliases: aliases = [], DriverOpts: options }: NetworkAttachment,
  network: UsedNetwork,
): WrittenAttachment {
  const own = isPredefinedNetwork(network.name) ? -1 : aliases.lastIndexOf(service)
  const settings = {
    ...whenFilled(
      'aliases',
      aliases.filter((_, index) => index !== own),
    ),
    ...whenFilled('driver_opts', options),
  }
  return Object.keys(settings).length === 0 ? null : settings
}

/** The networks of the file; the default one only where it says something. */
export function writeNetworks(
  { stack, networks }: StackParts,
  pools: AddressPools,
): readonly (readonly [key: string, network: WrittenNetwork])[] {
  const written: [string, WrittenNetwork][] = []
  for (const network of networks.values()) {
    const settings = writeNetwork(stack, network, pools)
    if (network.key !== DEFAULT_NETWORK || settings !== null) written.push([network.key, settings])
  }
  return written
}

function writeNetwork(stack: string, network: UsedNetwork, pools: AddressPools): WrittenNetwork {
  const named = naming(stack, network.key, network)
  const settings: WrittenNetwork = network.own
    ? { ...named, ...writeSettings(network, pools) }
    : named
  return Object.keys(settings).length === 0 ? null : settings
}

function writeSettings({ live }: UsedNetwork, pools: AddressPools): NonNullable<WrittenNetwork> {
  if (live === undefined) return {}
  const { [ALLOCATED_OPTION]: _, ...options } = live.options
  const subnets = live.subnets.filter((subnet) => !isAllocated(subnet, pools))
  const ipam = {
    ...whenFilled('driver', live.ipamDriver === 'default' ? undefined : live.ipamDriver),
    ...whenFilled(
      'config',
      subnets.map((subnet) => ({ subnet })),
    ),
  }
  return {
    ...whenFilled('driver', live.driver === 'overlay' ? undefined : live.driver),
    ...whenFilled('driver_opts', options),
    ...whenFilled('internal', live.internal),
    ...whenFilled('attachable', live.attachable),
    ...whenFilled('ipam', ipam),
    ...whenSet('labels', writeLabels(live.labels)),
  }
}
