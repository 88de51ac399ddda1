import type { ConfigSpec, SecretSpec } from '../spec/object-spec.ts'
import type { Labels, PortConfig, ServiceSpec } from '../spec/service-spec.ts'

/** What the engine says is there now: the whole swarm, read by a fixed number of calls. */
export interface LiveState {
  readonly services: readonly LiveService[]
  readonly tasks: readonly LiveTask[]
  readonly nodes: readonly LiveNode[]
  readonly networks: readonly LiveNetwork[]
  readonly secrets: readonly LiveSecret[]
  readonly configs: readonly LiveConfig[]
}

export interface LiveService {
  readonly id: string
  /** `Version.Index`: what an update must name. */
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  /** As read: `Networks[].Target` is a network id; the engine's defaults are filled in. */
  readonly spec: ServiceSpec
  /** True when the engine keeps a spec to roll back to. */
  readonly hasPrevious: boolean
  readonly updateStatus?: UpdateStatus
  /** Ports as allocated (`Endpoint.Ports`). */
  readonly ports: readonly PortConfig[]
  /** `JobStatus.JobIteration.Index`, for jobs. */
  readonly jobIteration?: number
}

export interface UpdateStatus {
  readonly state:
    | 'updating'
    | 'paused'
    | 'completed'
    | 'rollback_started'
    | 'rollback_paused'
    | 'rollback_completed'
  readonly message: string
  readonly startedAt?: string
  readonly completedAt?: string
}

/** `Status.State` and `DesiredState` of a task, as swarmkit orders them. */
export type TaskState =
  | 'new'
  | 'allocated'
  | 'pending'
  | 'assigned'
  | 'accepted'
  | 'preparing'
  | 'ready'
  | 'starting'
  | 'running'
  | 'complete'
  | 'shutdown'
  | 'failed'
  | 'rejected'
  | 'remove'
  | 'orphaned'

export interface LiveTask {
  readonly id: string
  readonly serviceId: string
  /** Slot of a replicated task; 0 for global tasks. */
  readonly slot: number
  readonly nodeId: string
  readonly image: string
  readonly state: TaskState
  readonly desiredState: TaskState
  /** `Status.Message`, such as "started". */
  readonly message: string
  /** `Status.Err`, empty when there is none. */
  readonly error: string
  readonly exitCode?: number
  readonly containerId?: string
  /** `Status.Timestamp`, ISO 8601. */
  readonly timestamp: string
  readonly createdAt: string
  /** `Version.Index`. */
  readonly version: number
  readonly jobIteration?: number
  /** Ports published in host mode. */
  readonly hostPorts: readonly PortConfig[]
  readonly labels: Labels
  /**
   * False for a task of an earlier spec that the swarm is going to replace. Only known where
   * convergence looks; the engine says it by its filter `_up-to-date`.
   */
  readonly upToDate?: boolean
}

export interface LiveNode {
  readonly id: string
  readonly hostname: string
  readonly role: 'manager' | 'worker'
  readonly state: 'unknown' | 'down' | 'ready' | 'disconnected'
  readonly availability: 'active' | 'pause' | 'drain'
  readonly leader: boolean
  readonly address: string
  readonly labels: Labels
  readonly engineVersion: string
  readonly nanoCpus: number
  readonly memoryBytes: number
}

export interface LiveNetwork {
  readonly id: string
  readonly name: string
  readonly driver: string
  readonly scope: string
  readonly internal: boolean
  readonly attachable: boolean
  readonly ingress: boolean
  readonly options: Labels
  readonly ipamDriver: string
  readonly subnets: readonly string[]
  readonly labels: Labels
}

/** `spec.Data` is never there: the engine doesn't give it back. */
export interface LiveSecret {
  readonly id: string
  readonly version: number
  readonly spec: SecretSpec
  readonly createdAt?: string
  readonly updatedAt?: string
}

export interface LiveConfig {
  readonly id: string
  readonly version: number
  readonly spec: ConfigSpec
  readonly createdAt?: string
  readonly updatedAt?: string
}
