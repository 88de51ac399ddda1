import type { ServiceSpec, UpdateConfig } from '../../spec/service-spec.ts'

/** What engine 20.10 makes of a service spec between a write and the next read. */
export function readBack(spec: ServiceSpec): ServiceSpec {
  const { ContainerSpec: container, RestartPolicy: restart } = spec.TaskTemplate
  const ports = spec.EndpointSpec.Ports?.map((port) => ({
    ...port,
    Protocol: port.Protocol ?? 'tcp',
    PublishMode: port.PublishMode ?? 'ingress',
  }))
  return {
    ...spec,
    Labels: { ...spec.Labels },
    TaskTemplate: {
      ...spec.TaskTemplate,
      ContainerSpec: {
        ...container,
        Isolation: container.Isolation ?? 'default',
        Privileges: {
          CredentialSpec: container.Privileges?.CredentialSpec ?? null,
          SELinuxContext: null,
        },
      },
      Resources: {
        Limits: spec.TaskTemplate.Resources.Limits ?? {},
        Reservations: spec.TaskTemplate.Resources.Reservations ?? {},
      },
      ...(restart && {
        RestartPolicy: {
          ...restart,
          Condition: restart.Condition ?? 'any',
          MaxAttempts: restart.MaxAttempts ?? 0,
        },
      }),
      Runtime: 'container',
    },
    Mode: readMode(spec.Mode),
    ...(spec.UpdateConfig && { UpdateConfig: readUpdate(spec.UpdateConfig) }),
    ...(spec.RollbackConfig && { RollbackConfig: readUpdate(spec.RollbackConfig) }),
    EndpointSpec: { Mode: spec.EndpointSpec.Mode ?? 'vip', ...(ports && { Ports: ports }) },
  }
}

function readMode(mode: ServiceSpec['Mode']): ServiceSpec['Mode'] {
  if (mode.Replicated) return { Replicated: { Replicas: mode.Replicated.Replicas ?? 1 } }
  if (!mode.ReplicatedJob) return mode
  const concurrent = mode.ReplicatedJob.MaxConcurrent ?? 1
  const completions = mode.ReplicatedJob.TotalCompletions ?? concurrent
  return { ReplicatedJob: { MaxConcurrent: concurrent, TotalCompletions: completions } }
}

function readUpdate(config: UpdateConfig): UpdateConfig {
  return {
    ...config,
    FailureAction: config.FailureAction ?? 'pause',
    Order: config.Order === '' ? 'stop-first' : config.Order,
  }
}
