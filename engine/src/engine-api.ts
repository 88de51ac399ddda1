import type {
  AddressPools,
  ConfigSpec,
  LiveConfig,
  LiveNode,
  LiveSecret,
  LiveService,
  LiveState,
  LiveTask,
  NetworkSpec,
  ResolvedImage,
  SecretSpec,
  ServiceSpec,
} from '@kesako/core'

/** Credentials for one registry, sent as `X-Registry-Auth`; without any field they say that there are none. */
export interface RegistryAuth {
  readonly username?: string
  readonly password?: string
  /** In place of a password, from a log-in that gave one. */
  readonly identitytoken?: string
  /** A bearer token that is sent to the registry as it is. */
  readonly registrytoken?: string
  readonly serveraddress?: string
}

/** How a log-in to a registry went. */
export interface RegistryLogin {
  /** The engine's words: `Login Succeeded`. */
  readonly status: string
  /** To be kept and sent in place of the password. */
  readonly identityToken?: string
}

export interface EngineInfo {
  readonly apiVersion: string
  readonly engineVersion: string
  readonly swarm: 'inactive' | 'pending' | 'active' | 'error' | 'locked'
  /** True on a manager. */
  readonly controlAvailable: boolean
  readonly nodeId: string
  readonly nodeAddress: string
  readonly os: string
  readonly architecture: string
  /** What the swarm takes subnets from; absent outside of one, and on a worker. */
  readonly addressPools?: AddressPools
}

/** An event of `GET /events`, of the types service, node, network, secret, config, container. */
export interface EngineEvent {
  readonly type: string
  readonly action: string
  readonly id: string
  readonly attributes: Readonly<Record<string, string>>
}

export interface ServiceLogOptions {
  /** Lines of the past, 0 to 10 000. */
  readonly tail: number
  /** Go on with what comes. */
  readonly follow: boolean
}

/** One line of a service's log, at most 16 KiB of it. */
export interface ServiceLogLine {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
  /** ISO 8601, by the clock of the node. */
  readonly at?: string
  /** Id of the task. */
  readonly task?: string
}

/** How much of a task's log is read. */
export interface TaskLogOptions {
  /** Lines. */
  readonly tail: number
  readonly mostBytes: number
  readonly timeoutMs: number
}

/**
 * The Docker Engine as Kesako needs it. Every call takes an optional signal and rejects with
 * EngineError, whose `kind` says what to do next. Specs passed in carry ids, not names.
 */
export interface Engine {
  /** Negotiates the API version on first use. */
  info(signal?: AbortSignal): Promise<EngineInfo>
  initSwarm(options: { readonly advertiseAddress: string }, signal?: AbortSignal): Promise<void>

  /** Ends the membership of this node by force; on the only manager that ends the swarm. */
  leaveSwarm(signal?: AbortSignal): Promise<void>

  /** Six calls side by side, whatever the number of stacks. */
  liveState(signal?: AbortSignal): Promise<LiveState>
  /** Only what convergence looks at: services, tasks with `upToDate`, nodes. Four calls. */
  liveTasks(signal?: AbortSignal): Promise<Pick<LiveState, 'services' | 'tasks' | 'nodes'>>
  services(signal?: AbortSignal): Promise<readonly LiveService[]>
  tasks(signal?: AbortSignal): Promise<readonly LiveTask[]>
  nodes(signal?: AbortSignal): Promise<readonly LiveNode[]>
  /** A change of the node that comes in between rejects with kind `stale`. */
  setAvailability(
    nodeId: string,
    availability: LiveNode['availability'],
    signal?: AbortSignal,
  ): Promise<void>
  /** SIGKILL; only containers of the engine's own node are there. */
  killContainer(id: string, signal?: AbortSignal): Promise<void>

  createService(spec: ServiceSpec, auth?: RegistryAuth, signal?: AbortSignal): Promise<string>
  updateService(
    id: string,
    version: number,
    spec: ServiceSpec,
    auth?: RegistryAuth,
    signal?: AbortSignal,
  ): Promise<readonly string[]>
  removeService(id: string, signal?: AbortSignal): Promise<void>
  serviceLogs(
    id: string,
    options: { readonly tail: number },
    signal?: AbortSignal,
  ): Promise<readonly string[]>

  /** Lines as they come; ends with `signal`, and by itself unless `follow`. */
  serviceLogStream(
    id: string,
    options: ServiceLogOptions,
    signal: AbortSignal,
  ): AsyncIterable<ServiceLogLine>

  /**
   * The last lines of one task, as far as they come within `timeoutMs` and `mostBytes`. Rejects where
   * none can be read: no such task, no answer, a log driver that can't be read.
   */
  taskLogs(id: string, options: TaskLogOptions, signal?: AbortSignal): Promise<readonly string[]>

  createNetwork(spec: NetworkSpec, signal?: AbortSignal): Promise<string>
  /** By id or name; undefined when there is none. */
  network(
    idOrName: string,
    signal?: AbortSignal,
  ): Promise<{ readonly id: string; readonly scope: string } | undefined>
  removeNetwork(id: string, signal?: AbortSignal): Promise<void>

  createSecret(spec: SecretSpec, signal?: AbortSignal): Promise<string>
  secret(idOrName: string, signal?: AbortSignal): Promise<LiveSecret | undefined>
  /** Only labels may differ; a stale version rejects with kind `stale`. */
  updateSecret(id: string, version: number, spec: SecretSpec, signal?: AbortSignal): Promise<void>
  removeSecret(id: string, signal?: AbortSignal): Promise<void>

  createConfig(spec: ConfigSpec, signal?: AbortSignal): Promise<string>
  config(idOrName: string, signal?: AbortSignal): Promise<LiveConfig | undefined>
  updateConfig(id: string, version: number, spec: ConfigSpec, signal?: AbortSignal): Promise<void>
  removeConfig(id: string, signal?: AbortSignal): Promise<void>

  /** Logs in to the registry of `serveraddress`; rejects where it doesn't take the credentials. */
  loginToRegistry(auth: RegistryAuth, signal?: AbortSignal): Promise<RegistryLogin>
  /** Asks the registry through the engine (`GET /distribution/{name}/json`). */
  resolveImage(image: string, auth?: RegistryAuth, signal?: AbortSignal): Promise<ResolvedImage>
  imageExists(image: string, signal?: AbortSignal): Promise<boolean>
  /** `docker import`: makes a one-layer image out of a tar stream. */
  importImage(
    image: string,
    tar: Uint8Array,
    config: { readonly changes: readonly string[] },
    signal?: AbortSignal,
  ): Promise<void>
  removeImage(image: string, signal?: AbortSignal): Promise<void>

  /** Ends when the connection does, or the signal aborts. */
  events(signal: AbortSignal): AsyncIterable<EngineEvent>
  close(): void
}

/** What an error means for the caller. */
export type EngineErrorKind =
  /** 404 */
  | 'not-found'
  /** 409, name taken or object in use. */
  | 'conflict'
  /** "update out of sequence": read again. */
  | 'stale'
  /** 400 and other refusals: a person must act. */
  | 'refused'
  /** No connection, or it broke: try again. */
  | 'unreachable'
  /** 5xx and the like: try again. */
  | 'failed'
  /** Not a manager, or in no swarm (503). */
  | 'no-manager'
  | 'aborted'

export class EngineError extends Error {
  readonly kind: EngineErrorKind
  readonly status: number | undefined
  constructor(kind: EngineErrorKind, message: string, status?: number, cause?: unknown) {
    super(message, { cause })
    this.name = 'EngineError'
    this.kind = kind
    this.status = status
  }
}
