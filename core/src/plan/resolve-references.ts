import type { ServiceSpec } from '../spec/service-spec.ts'
import type { Ref } from './plan-types.ts'
import { isPredefinedNetwork } from './predefined-networks.ts'

/** Ids by full name at the moment of applying; undefined where there is none. */
export interface LiveIds {
  readonly network: (name: string) => string | undefined
  readonly secret: (name: string) => string | undefined
  readonly config: (name: string) => string | undefined
}

/**
 * The spec as the engine wants it: network ids in `Target`, `SecretID` and `ConfigID` set. The
 * networks host, bridge and none stay names. Every missing reference is returned, not only the first.
 */
export function resolveReferences(
  spec: ServiceSpec,
  ids: LiveIds,
): { readonly spec: ServiceSpec } | { readonly missing: readonly Ref[] } {
  const missing: Ref[] = []
  function find(kind: 'network' | 'secret' | 'config', name: string): string {
    const id = ids[kind](name)
    if (id === undefined) missing.push({ kind, name })
    return id ?? name
  }
  const { Networks: networks, ContainerSpec: container } = spec.TaskTemplate
  const credential = container.Privileges?.CredentialSpec
  const resolved: ServiceSpec = {
    ...spec,
    TaskTemplate: {
      ...spec.TaskTemplate,
      ContainerSpec: {
        ...container,
        ...(container.Secrets && {
          Secrets: container.Secrets.map((reference) => ({
            ...reference,
            SecretID: find('secret', reference.SecretName),
          })),
        }),
        ...(container.Configs && {
          Configs: container.Configs.map((reference) => ({
            ...reference,
            ConfigID: find('config', reference.ConfigName),
          })),
        }),
        ...(container.Privileges &&
          credential?.Config && {
            Privileges: {
              ...container.Privileges,
              CredentialSpec: {
                ...credential,
                Config: ids.config(credential.Config) ?? credential.Config,
              },
            },
          }),
      },
      ...(networks && {
        Networks: networks.map((network) => ({
          ...network,
          Target: isPredefinedNetwork(network.Target)
            ? network.Target
            : find('network', network.Target),
        })),
      }),
    },
  }
  return missing.length > 0 ? { missing } : { spec: resolved }
}
