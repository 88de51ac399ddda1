import { IMAGE_LABEL, STACK_LABEL } from '../../labels.ts'
import type { DesiredState } from '../../desired-state.ts'
import type { ConfigSpec, NetworkSpec, SecretSpec } from '../../spec/object-spec.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'

/** Stands in for base64: the planner only compares it and hands it on. */
export function data(text: string): string {
  return `base64 of ${text}`
}

export function networkSpec(
  stack: string,
  name: string,
  more: Partial<NetworkSpec> = {},
): NetworkSpec {
  return {
    Name: `${stack}_${name}`,
    Driver: 'overlay',
    Scope: '',
    IPAM: null,
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: null,
    Options: null,
    Labels: { [STACK_LABEL]: stack },
    ...more,
  }
}

export function configSpec(stack: string, name: string, text: string): ConfigSpec {
  return { Name: `${stack}_${name}`, Labels: { [STACK_LABEL]: stack }, Data: data(text) }
}

export function secretSpec(stack: string, name: string, text: string): SecretSpec {
  return { Name: `${stack}_${name}`, Labels: { [STACK_LABEL]: stack }, Data: data(text) }
}

export interface ServiceOptions {
  readonly image?: string
  readonly env?: readonly string[]
  readonly configs?: readonly string[]
  readonly secrets?: readonly string[]
  /** The config that holds the credential spec. */
  readonly credential?: string
  readonly ports?: NonNullable<ServiceSpec['EndpointSpec']['Ports']>
  readonly volumes?: readonly string[]
  readonly networks?: readonly string[]
  readonly constraints?: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly mode?: ServiceSpec['Mode']
  readonly args?: readonly string[]
}

/** A service as `docker stack deploy` posts it. */
export function serviceSpec(stack: string, key: string, options: ServiceOptions = {}): ServiceSpec {
  const image = options.image ?? 'web:1'
  const file = (name: string) => ({ Name: `/run/${name}`, UID: '0', GID: '0', Mode: 292 })
  return {
    Name: `${stack}_${key}`,
    Labels: { ...options.labels, [STACK_LABEL]: stack, [IMAGE_LABEL]: image },
    TaskTemplate: {
      ContainerSpec: {
        Image: image,
        Labels: { [STACK_LABEL]: stack },
        Privileges: {
          CredentialSpec:
            options.credential === undefined
              ? null
              : { Config: `${stack}_${options.credential}`, File: '', Registry: '' },
          SELinuxContext: null,
          NoNewPrivileges: false,
        },
        ...(options.env && { Env: options.env }),
        ...(options.args && { Args: options.args }),
        ...((options.configs ?? options.credential) && {
          Configs: [
            ...(options.configs ?? []).map((name) => ({
              File: file(name),
              ConfigName: `${stack}_${name}`,
            })),
            ...(options.credential === undefined
              ? []
              : [{ Runtime: {}, ConfigName: `${stack}_${options.credential}` }]),
          ],
        }),
        ...(options.secrets && {
          Secrets: options.secrets.map((name) => ({
            File: file(name),
            SecretName: `${stack}_${name}`,
          })),
        }),
        ...(options.volumes && {
          Mounts: options.volumes.map((name) => ({
            Type: 'volume',
            Source: `${stack}_${name}`,
            Target: `/${name}`,
            VolumeOptions: { Labels: { [STACK_LABEL]: stack } },
          })),
        }),
      },
      Resources: {},
      Placement: options.constraints === undefined ? {} : { Constraints: options.constraints },
      Networks: (options.networks ?? ['default']).map((name) => ({
        Target: name === 'host' ? name : `${stack}_${name}`,
        Aliases: [key],
      })),
      ForceUpdate: 0,
    },
    Mode: options.mode ?? { Replicated: {} },
    EndpointSpec: options.ports === undefined ? {} : { Ports: options.ports },
  }
}

/** A stack named `shop` with one network, unless told otherwise. */
export function desiredState(more: Partial<DesiredState> = {}): DesiredState {
  return {
    stack: 'shop',
    networks: [networkSpec('shop', 'default')],
    secrets: [],
    configs: [],
    services: [],
    externals: { networks: [], secrets: [], configs: [] },
    fixedNames: { networks: [], secrets: [], configs: [] },
    ...more,
  }
}
