import type { Comparable } from './comparable.ts'
import { count, present, textMap, textSet } from './comparable.ts'
import type { EngineFeatures } from './engine-features.ts'
import type { LiveNames } from './live-names.ts'
import { comparableContainer } from './comparable-container.ts'
import {
  DEFAULT_FAILURE_ACTION,
  DEFAULT_MONITOR_NS,
  DEFAULT_RESTART_CONDITION,
  DEFAULT_RESTART_DELAY_NS,
  DEFAULT_UPDATE_ORDER,
} from '../spec/engine-defaults.ts'
import type {
  EndpointSpec,
  NetworkAttachment,
  Placement,
  PortConfig,
  ResourceRequirements,
  RestartPolicy,
  ServiceMode,
  ServiceSpec,
  TaskTemplate,
  UpdateConfig,
} from '../spec/service-spec.ts'

/**
 * A service spec in the form in which desired and live are compared: what the engine fills in on
 * read-back is filled in, what it drops or assigns (ids, `Runtime`, `ForceUpdate`) is left out,
 * lists without order are keyed. Fields that no engine gives a default keep what they say.
 * What engines do, with its source, is in `rules.ts`.
 */
export function comparableService(
  spec: ServiceSpec,
  names: LiveNames,
  features: EngineFeatures,
): Comparable {
  return {
    Name: spec.Name,
    Labels: textMap(spec.Labels),
    TaskTemplate: comparableTask(spec.TaskTemplate, names, features),
    Mode: comparableMode(spec.Mode),
    UpdateConfig: comparableUpdate(spec.UpdateConfig),
    RollbackConfig: comparableUpdate(spec.RollbackConfig),
    EndpointSpec: comparableEndpoint(spec.EndpointSpec),
  }
}

function comparableTask(
  task: TaskTemplate,
  names: LiveNames,
  features: EngineFeatures,
): Comparable {
  return {
    ContainerSpec: comparableContainer(task.ContainerSpec, names, features),
    Resources: comparableResources(task.Resources),
    RestartPolicy: comparableRestart(task.RestartPolicy),
    Placement: comparablePlacement(task.Placement),
    Networks: comparableNetworks(task.Networks, names),
    LogDriver:
      task.LogDriver &&
      present({ Name: task.LogDriver.Name, Options: textMap(task.LogDriver.Options) }),
  }
}

function comparableResources(resources: ResourceRequirements | undefined): Comparable {
  const limits = resources?.Limits
  const reservations = resources?.Reservations
  if (limits === undefined && reservations === undefined) return undefined
  return present({
    Limits: limits && {
      NanoCPUs: count(limits.NanoCPUs),
      MemoryBytes: count(limits.MemoryBytes),
      Pids: count(limits.Pids),
    },
    Reservations: reservations && {
      NanoCPUs: count(reservations.NanoCPUs),
      MemoryBytes: count(reservations.MemoryBytes),
      GenericResources: new Map(
        (reservations.GenericResources ?? []).flatMap(({ DiscreteResourceSpec: resource }) =>
          resource === undefined ? [] : [[resource.Kind, resource.Value] as const],
        ),
      ),
    },
  })
}

/** An absent policy is the default one, so that writing it out restarts nothing. */
function comparableRestart(policy: RestartPolicy | undefined): Comparable {
  return {
    Condition: policy?.Condition || DEFAULT_RESTART_CONDITION,
    Delay: policy?.Delay ?? DEFAULT_RESTART_DELAY_NS,
    MaxAttempts: policy?.MaxAttempts ?? 0,
    Window: policy?.Window ?? 0,
  }
}

/** Platforms come with the image's digest, never from a file, so they are not compared. */
function comparablePlacement(placement: Placement | undefined): Comparable {
  return present({
    Constraints: textSet(placement?.Constraints),
    Preferences: placement?.Preferences?.map(({ Spread }) => Spread.SpreadDescriptor),
    MaxReplicas: count(placement?.MaxReplicas),
  })
}

function comparableNetworks(
  networks: readonly NetworkAttachment[] | undefined,
  names: LiveNames,
): Comparable {
  const attachments = (networks ?? []).map((network) => {
    const value: Comparable = {
      Aliases: present(textSet(network.Aliases)),
      DriverOpts: present(textMap(network.DriverOpts)),
    }
    return [names.network(network.Target), value] as const
  })
  return present(new Map(attachments))
}

function comparableMode(mode: ServiceMode): Comparable {
  if (mode.Global !== undefined) return { Global: {} }
  if (mode.GlobalJob !== undefined) return { GlobalJob: {} }
  if (mode.ReplicatedJob !== undefined) {
    const concurrent = mode.ReplicatedJob.MaxConcurrent ?? 1
    const completions = mode.ReplicatedJob.TotalCompletions ?? concurrent
    return { ReplicatedJob: { MaxConcurrent: concurrent, TotalCompletions: completions } }
  }
  return { Replicated: { Replicas: mode.Replicated?.Replicas ?? 1 } }
}

/** `MaxFailureRatio` is a 32-bit float in the engine. */
function comparableUpdate(config: UpdateConfig | undefined): Comparable {
  return {
    Parallelism: config?.Parallelism ?? 1,
    Delay: config?.Delay ?? 0,
    FailureAction: config?.FailureAction || DEFAULT_FAILURE_ACTION,
    Monitor: config?.Monitor || DEFAULT_MONITOR_NS,
    MaxFailureRatio: Math.fround(config?.MaxFailureRatio ?? 0),
    Order: config?.Order || DEFAULT_UPDATE_ORDER,
  }
}

function comparableEndpoint(endpoint: EndpointSpec | undefined): Comparable {
  return {
    Mode: endpoint?.Mode || 'vip',
    Ports: present(
      new Map((endpoint?.Ports ?? []).map((port) => [portKey(port), portValue(port)])),
    ),
  }
}

/** `8080:80/tcp`, as a person would write it; a port without a published one is `80/tcp`. */
export function portKey(port: PortConfig): string {
  const published = count(port.PublishedPort)
  const target = `${port.TargetPort ?? 0}/${portProtocol(port)}`
  return published === undefined ? target : `${published}:${target}`
}

function portValue(port: PortConfig): Comparable {
  return present({ Name: port.Name, PublishMode: publishMode(port) })
}

/** The protocol as the engine reads it. */
export function portProtocol({ Protocol }: PortConfig): string {
  return known(Protocol, PROTOCOLS)
}

/** The mode of publishing as the engine reads it. */
export function publishMode({ PublishMode }: PortConfig): string {
  return known(PublishMode, PUBLISH_MODES)
}

const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const
const PUBLISH_MODES = ['ingress', 'host'] as const

/** The engine reads a word in any case, and an unknown one as the first that it knows. */
function known(word: string | undefined, words: readonly [string, ...string[]]): string {
  const lower = (word ?? '').toLowerCase()
  return words.includes(lower) ? lower : words[0]
}
