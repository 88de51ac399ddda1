import { REPOSITORY_LABEL, STACK_LABEL } from '@kesako/core'
import { askEngine } from '../lab/index.ts'

/** An object of the swarm, as the engine itself tells it. */
export interface SwarmObject {
  readonly kind: 'service' | 'network' | 'secret' | 'config'
  readonly id: string
  readonly name: string
  /** `Version.Index`; that of a network is when it was created. */
  readonly version: number | string
  /** Name of its stack. */
  readonly stack?: string
  /** The repository that it belongs to. */
  readonly repository?: string
  /** Ids of what a service uses. */
  readonly uses: readonly string[]
}

type Labels = Readonly<Record<string, string>> | null

interface RawObject {
  readonly ID: string
  readonly Version: { readonly Index: number }
  readonly Spec: { readonly Name: string; readonly Labels?: Labels }
}

interface RawService extends RawObject {
  readonly Spec: RawObject['Spec'] & {
    readonly TaskTemplate: {
      readonly Networks?: readonly { readonly Target: string }[] | null
      readonly ContainerSpec: {
        readonly Secrets?: readonly { readonly SecretID: string }[] | null
        readonly Configs?: readonly { readonly ConfigID: string }[] | null
      }
    }
  }
}

interface RawNetwork {
  readonly Id: string
  readonly Name: string
  readonly Created: string
  readonly Scope: string
  readonly Ingress: boolean
  readonly Labels?: Labels
  /** Only a node's own copy has one. */
  readonly Containers?: object | null
}

/** All objects of the swarm but for its ingress network, read past Kesako. */
export async function swarmObjects(host: string): Promise<readonly SwarmObject[]> {
  const read = <T>(path: string): Promise<readonly T[]> => askEngine(host, 'GET', path)
  const [services, networks, secrets, configs] = await Promise.all([
    read<RawService>('/services'),
    read<RawNetwork>('/networks'),
    read<RawObject>('/secrets'),
    read<RawObject>('/configs'),
  ])
  return [
    ...services.map((raw) => ({ ...objectOf('service', raw), uses: usedBy(raw) })),
    // For some seconds after a removal the node still shows its own copy.
    ...networks
      .filter(({ Scope, Ingress, Containers }) => Scope === 'swarm' && !Ingress && !Containers)
      .map(networkOf),
    ...secrets.map((raw) => objectOf('secret', raw)),
    ...configs.map((raw) => objectOf('config', raw)),
  ]
}

function usedBy({ Spec: { TaskTemplate } }: RawService): readonly string[] {
  const { Networks, ContainerSpec } = TaskTemplate
  return [
    ...(Networks ?? []).map(({ Target }) => Target),
    ...(ContainerSpec.Secrets ?? []).map(({ SecretID }) => SecretID),
    ...(ContainerSpec.Configs ?? []).map(({ ConfigID }) => ConfigID),
  ]
}

function objectOf(kind: SwarmObject['kind'], { ID, Version, Spec }: RawObject): SwarmObject {
  const { Name: name, Labels } = Spec
  return { kind, id: ID, name, version: Version.Index, uses: [], ...belonging(Labels) }
}

function networkOf({ Id, Name, Created, Labels }: RawNetwork): SwarmObject {
  return {
    kind: 'network',
    id: Id,
    name: Name,
    version: Created,
    uses: [],
    ...belonging(Labels),
  }
}

function belonging(labels: Labels | undefined): Pick<SwarmObject, 'stack' | 'repository'> {
  const stack = labels?.[STACK_LABEL]
  const repository = labels?.[REPOSITORY_LABEL]
  return {
    ...(stack === undefined ? {} : { stack }),
    ...(repository === undefined ? {} : { repository }),
  }
}
