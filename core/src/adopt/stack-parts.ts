import { isPredefinedNetwork } from '../compose/convert/networks.ts'
import { STACK_LABEL } from '../labels.ts'
import type {
  LiveConfig,
  LiveNetwork,
  LiveSecret,
  LiveService,
  LiveState,
} from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'
import type { Labels, Mount } from '../spec/service-spec.ts'
import { chooseKeys } from './choose-keys.ts'

/** What the file of one stack is written from. */
export interface StackParts {
  readonly stack: string
  /** Those that a Compose file can name, sorted. */
  readonly services: readonly { readonly key: string; readonly live: LiveService }[]
  /** Those whose name doesn't begin with the stack's. */
  readonly unnamed: readonly LiveService[]
  /** By the id that services refer to; an id without a network stands for the nodes' own network. */
  readonly networks: ReadonlyMap<string, UsedNetwork>
  readonly volumes: ReadonlyMap<string, UsedVolume>
  readonly secrets: ReadonlyMap<string, UsedObject<LiveSecret>>
  readonly configs: ReadonlyMap<string, UsedObject<LiveConfig>>
  /** Networks and secrets of the stack that no service uses, which the file leaves out. */
  readonly unused: { readonly networks: readonly string[]; readonly secrets: readonly string[] }
}

export interface UsedNetwork {
  readonly key: string
  readonly name: string
  readonly own: boolean
  /** Undefined for a network that the engine doesn't list. */
  readonly live: LiveNetwork | undefined
}

export interface UsedVolume {
  readonly key: string
  readonly name: string
  readonly own: boolean
  /** The first mount of it. */
  readonly mount: Mount
}

export interface UsedObject<Live> {
  readonly key: string
  readonly name: string
  readonly own: boolean
  readonly live: Live | undefined
}

/** The network that every node has, which the engine doesn't list for the swarm. */
const NODES_OWN_NETWORK = 'host'
const SERVICE_KEY = /^[a-zA-Z0-9._-]+$/

export function stackParts(stack: string, live: LiveState): StackParts {
  const isOwn = (labels: Labels | undefined): boolean => labels?.[STACK_LABEL] === stack
  const members = live.services
    .filter(({ spec }) => isOwn(spec.Labels))
    .toSorted((a, b) => compareText(a.spec.Name, b.spec.Name))
  const prefix = `${stack}_`
  const named = members.flatMap((service) => {
    const key = service.spec.Name.slice(prefix.length)
    const fits = service.spec.Name.startsWith(prefix) && SERVICE_KEY.test(key)
    return fits && !isPlugin(service) ? [{ key, live: service }] : []
  })
  const services = named.map((one) => one.live)
  const containers = services.map(({ spec }) => spec.TaskTemplate.ContainerSpec)
  const networks = usedNetworks(stack, services, live, isOwn)
  const secrets = usedObjects(
    stack,
    [...new Set(containers.flatMap(({ Secrets = [] }) => Secrets.map((use) => use.SecretName)))],
    live.secrets,
  )
  const configs = usedObjects(
    stack,
    [
      ...new Set([
        ...containers.flatMap(({ Configs = [] }) => Configs.map((use) => use.ConfigName)),
        ...live.configs.filter(({ spec }) => isOwn(spec.Labels)).map(({ spec }) => spec.Name),
      ]),
    ],
    live.configs,
  )
  return {
    stack,
    services: named,
    unnamed: members.filter((service) => !services.includes(service)),
    networks,
    volumes: usedVolumes(stack, services, isOwn),
    secrets,
    configs,
    unused: {
      networks: live.networks
        .filter(({ id, labels }) => isOwn(labels) && !networks.has(id))
        .map(({ name }) => name)
        .toSorted(compareText),
      secrets: live.secrets
        .filter(({ spec }) => isOwn(spec.Labels) && !secrets.has(spec.Name))
        .map(({ spec }) => spec.Name)
        .toSorted(compareText),
    },
  }
}

/** A service that runs no container: a plugin, or an attachment of a container to a network. */
function isPlugin({ spec }: LiveService): boolean {
  const { Runtime: runtime = '' } = spec.TaskTemplate
  return runtime !== '' && runtime !== 'container'
}

function usedNetworks(
  stack: string,
  services: readonly LiveService[],
  live: LiveState,
  isOwn: (labels: Labels) => boolean,
): StackParts['networks'] {
  const ids = new Set(
    services.flatMap(({ spec }) => (spec.TaskTemplate.Networks ?? []).map(({ Target }) => Target)),
  )
  const found = [...ids].map((id) => {
    const network = live.networks.find((one) => one.id === id)
    const name = network?.name ?? (isPredefinedNetwork(id) ? id : NODES_OWN_NETWORK)
    return { id, live: network, name, own: network !== undefined && isOwn(network.labels) }
  })
  const keys = chooseKeys(stack, found, ['default'])
  return new Map(found.map(({ id, ...rest }) => [id, { ...rest, key: keys.get(rest.name) ?? '' }]))
}

function usedVolumes(
  stack: string,
  services: readonly LiveService[],
  isOwn: (labels: Labels | undefined) => boolean,
): StackParts['volumes'] {
  const found = new Map<string, Omit<UsedVolume, 'key'>>()
  for (const { spec } of services) {
    for (const mount of spec.TaskTemplate.ContainerSpec.Mounts ?? []) {
      const name = mount.Source ?? ''
      const group = mount.Type === 'cluster' && name.startsWith('group:')
      if (!['volume', 'cluster'].includes(mount.Type) || name === '' || group) continue
      const own = isOwn(mount.VolumeOptions?.Labels)
      const before = found.get(name)
      if (before === undefined || (own && !before.own)) found.set(name, { name, own, mount })
    }
  }
  const keys = chooseKeys(stack, [...found.values()])
  return new Map(
    [...found].map(([name, volume]) => [name, { ...volume, key: keys.get(name) ?? '' }]),
  )
}

function usedObjects<Live extends LiveSecret | LiveConfig>(
  stack: string,
  names: readonly string[],
  live: readonly Live[],
): ReadonlyMap<string, UsedObject<Live>> {
  const byName = new Map(live.map((one) => [one.spec.Name, one]))
  const found = names.map((name) => {
    const object = byName.get(name)
    return { name, live: object, own: object?.spec.Labels[STACK_LABEL] === stack }
  })
  const keys = chooseKeys(stack, found)
  return new Map(found.map((one) => [one.name, { ...one, key: keys.get(one.name) ?? '' }]))
}
