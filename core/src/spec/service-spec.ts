/*
 * Bodies of the Docker Engine API (`POST /services/create`), in its own spelling.
 * Names stand where the engine wants ids: networks by name in `Target`, secrets and
 * configs by `SecretName` and `ConfigName` alone. Ids are put in when a plan is applied.
 * Durations are nanoseconds, memory is bytes.
 */

export type Labels = Readonly<Record<string, string>>

export interface ServiceSpec {
  readonly Name: string
  readonly Labels: Labels
  readonly TaskTemplate: TaskTemplate
  readonly Mode: ServiceMode
  readonly UpdateConfig?: UpdateConfig
  readonly RollbackConfig?: UpdateConfig
  readonly EndpointSpec: EndpointSpec
}

export interface TaskTemplate {
  readonly ContainerSpec: ContainerSpec
  readonly Resources: ResourceRequirements
  readonly RestartPolicy?: RestartPolicy
  readonly Placement: Placement
  readonly Networks?: readonly NetworkAttachment[]
  readonly LogDriver?: { readonly Name?: string; readonly Options?: Labels }
  readonly ForceUpdate: number
  readonly Runtime?: string
}

export interface ContainerSpec {
  readonly Image: string
  readonly Labels?: Labels
  readonly Command?: readonly string[]
  readonly Args?: readonly string[]
  readonly Hostname?: string
  readonly Env?: readonly string[]
  readonly Dir?: string
  readonly User?: string
  readonly Groups?: readonly string[]
  readonly Privileges?: Privileges
  readonly Init?: boolean
  readonly StopSignal?: string
  readonly TTY?: boolean
  readonly OpenStdin?: boolean
  readonly ReadOnly?: boolean
  readonly Mounts?: readonly Mount[]
  readonly StopGracePeriod?: number
  readonly Healthcheck?: Healthcheck
  readonly Hosts?: readonly string[]
  readonly DNSConfig?: {
    readonly Nameservers?: readonly string[]
    readonly Search?: readonly string[]
    readonly Options?: readonly string[]
  }
  readonly Secrets?: readonly SecretReference[]
  readonly Configs?: readonly ConfigReference[]
  readonly Isolation?: string
  readonly Sysctls?: Labels
  readonly CapabilityAdd?: readonly string[]
  readonly CapabilityDrop?: readonly string[]
  readonly Ulimits?: readonly {
    readonly Name: string
    readonly Hard: number
    readonly Soft: number
  }[]
}

export interface Privileges {
  readonly CredentialSpec: {
    /** Name of a config that `Configs` has too, with `Runtime`; its id when a plan is applied. */
    readonly Config: string
    readonly File: string
    readonly Registry: string
  } | null
  readonly SELinuxContext: null
  readonly NoNewPrivileges?: boolean
}

export interface Mount {
  readonly Type: string
  readonly Source?: string
  readonly Target?: string
  readonly ReadOnly?: boolean
  readonly Consistency?: string
  readonly BindOptions?: { readonly Propagation?: string }
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean
    readonly Labels?: Labels
    readonly Subpath?: string
    readonly DriverConfig?: { readonly Name?: string; readonly Options?: Labels }
  }
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number }
  readonly ClusterOptions?: Readonly<Record<string, never>>
}

export interface Healthcheck {
  readonly Test?: readonly string[]
  readonly Interval?: number
  readonly Timeout?: number
  readonly StartPeriod?: number
  readonly StartInterval?: number
  readonly Retries?: number
}

interface FileTarget {
  readonly Name: string
  readonly UID: string
  readonly GID: string
  readonly Mode: number
}

export interface SecretReference {
  readonly File: FileTarget
  readonly SecretID?: string
  readonly SecretName: string
}

export interface ConfigReference {
  readonly File?: FileTarget
  readonly Runtime?: Readonly<Record<string, never>>
  readonly ConfigID?: string
  readonly ConfigName: string
}

export interface ResourceRequirements {
  readonly Limits?: {
    readonly NanoCPUs?: number
    readonly MemoryBytes?: number
    readonly Pids?: number
  }
  readonly Reservations?: {
    readonly NanoCPUs?: number
    readonly MemoryBytes?: number
    readonly GenericResources?: readonly {
      readonly DiscreteResourceSpec?: { readonly Kind?: string; readonly Value?: number }
    }[]
  }
}

export interface RestartPolicy {
  readonly Condition?: string
  readonly Delay?: number
  readonly MaxAttempts?: number
  readonly Window?: number
}

export interface Placement {
  readonly Constraints?: readonly string[]
  readonly Preferences?: readonly { readonly Spread: { readonly SpreadDescriptor: string } }[]
  readonly MaxReplicas?: number
  readonly Platforms?: readonly Platform[]
}

export interface Platform {
  readonly Architecture?: string
  readonly OS?: string
}

export interface NetworkAttachment {
  readonly Target: string
  readonly Aliases?: readonly string[]
  readonly DriverOpts?: Labels
}

/** Exactly one key is set. */
export interface ServiceMode {
  readonly Replicated?: { readonly Replicas?: number }
  readonly Global?: Readonly<Record<string, never>>
  readonly ReplicatedJob?: { readonly MaxConcurrent?: number; readonly TotalCompletions?: number }
  readonly GlobalJob?: Readonly<Record<string, never>>
}

export interface UpdateConfig {
  readonly Parallelism: number
  readonly Delay?: number
  readonly FailureAction?: string
  readonly Monitor?: number
  readonly MaxFailureRatio: number
  readonly Order: string
}

export interface EndpointSpec {
  readonly Mode?: string
  readonly Ports?: readonly PortConfig[]
}

export interface PortConfig {
  readonly Name?: string
  readonly Protocol?: string
  readonly TargetPort?: number
  readonly PublishedPort?: number
  readonly PublishMode?: string
}
