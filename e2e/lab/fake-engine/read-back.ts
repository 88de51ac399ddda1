import type { ServiceMode, ServiceSpec } from '@kesako/core'

type Template = ServiceSpec['TaskTemplate']

/**
 * The spec as the engine gives it back: defaults filled in, empty values left out.
 *
 * @param modern true from API 1.44 on; engine 20.10 knows some fields not yet
 */
export function readBack(sent: ServiceSpec, modern: boolean): ServiceSpec {
  const { UpdateConfig, RollbackConfig } = sent
  return {
    ...sent,
    Labels: sent.Labels ?? {},
    TaskTemplate: template(sent.TaskTemplate, modern),
    Mode: mode(sent.Mode),
    ...(UpdateConfig ? { UpdateConfig: updateConfig(UpdateConfig) } : {}),
    ...(RollbackConfig ? { RollbackConfig: updateConfig(RollbackConfig) } : {}),
    EndpointSpec: endpoint(sent.EndpointSpec ?? {}),
  }
}

function template(sent: Template, modern: boolean): Template {
  const container = sent.ContainerSpec
  const { Privileges: privileges, Healthcheck: healthcheck, ...rest } = container
  const { RestartPolicy: restart, Networks: networks = [], ...others } = sent
  const { StartInterval: _unknown, ...check } = healthcheck ?? {}
  return {
    ...others,
    ContainerSpec: {
      ...withoutEmpty(rest),
      Image: container.Image,
      ...(privileges ? { Privileges: modern ? privileges : dropFalse(privileges) } : {}),
      ...(healthcheck ? { Healthcheck: modern ? healthcheck : check } : {}),
      ...(container.Mounts?.length
        ? { Mounts: container.Mounts.map((one) => mount(one, modern)) }
        : {}),
      Isolation: container.Isolation ?? 'default',
    },
    Resources: sent.Resources ?? {},
    Placement: sent.Placement ?? {},
    ...(restart ? { RestartPolicy: { Condition: 'any', MaxAttempts: 0, ...restart } } : {}),
    ...(networks.length > 0 ? { Networks: networks } : {}),
    ForceUpdate: sent.ForceUpdate ?? 0,
    Runtime: sent.Runtime ?? 'container',
  }
}

function dropFalse(
  privileges: NonNullable<Template['ContainerSpec']['Privileges']>,
): NonNullable<Template['ContainerSpec']['Privileges']> {
  const { NoNewPrivileges, ...rest } = privileges
  return NoNewPrivileges === true ? privileges : rest
}

type Mount = NonNullable<Template['ContainerSpec']['Mounts']>[number]

function mount(
  { Consistency: _dropped, BindOptions, VolumeOptions, ...rest }: Mount,
  modern: boolean,
): Mount {
  const { Subpath: _unknown, ...volume } = VolumeOptions ?? {}
  return {
    ...rest,
    ...(BindOptions?.Propagation ? { BindOptions } : {}),
    ...(VolumeOptions ? { VolumeOptions: modern ? VolumeOptions : volume } : {}),
  }
}

function mode(sent: ServiceMode | undefined): ServiceMode {
  if (sent?.ReplicatedJob) {
    const { MaxConcurrent = 1, TotalCompletions = MaxConcurrent } = sent.ReplicatedJob
    return { ReplicatedJob: { MaxConcurrent, TotalCompletions } }
  }
  if (sent?.Global) return { Global: {} }
  if (sent?.GlobalJob) return { GlobalJob: {} }
  return { Replicated: { Replicas: sent?.Replicated?.Replicas ?? 1 } }
}

type UpdateConfig = NonNullable<ServiceSpec['UpdateConfig']>

function updateConfig(sent: UpdateConfig): UpdateConfig {
  return {
    ...sent,
    FailureAction: sent.FailureAction || 'pause',
    Order: sent.Order || 'stop-first',
  }
}

function endpoint({ Mode, Ports }: ServiceSpec['EndpointSpec']): ServiceSpec['EndpointSpec'] {
  const ports = (Ports ?? []).map((port) => ({
    ...port,
    Protocol: known(port.Protocol, ['tcp', 'udp', 'sctp']),
    PublishMode: known(port.PublishMode, ['ingress', 'host']),
  }))
  return { Mode: Mode || 'vip', ...(ports.length > 0 ? { Ports: ports } : {}) }
}

function known(value: string | undefined, words: readonly [string, ...string[]]): string {
  return value !== undefined && words.includes(value) ? value : words[0]
}

/** The engine leaves empty lists, maps, strings and `false` out. */
function withoutEmpty<T extends object>(spec: T): T {
  const kept = Object.entries(spec).filter(([key, value]) => {
    if (value === null || value === '' || value === false) return key === 'Init' && value !== null
    if (Array.isArray(value)) return value.length > 0
    return !(key === 'Sysctls' || key === 'Labels') || Object.keys(value as object).length > 0
  })
  // The same keys, fewer of the optional ones.
  return Object.fromEntries(kept) as T
}
