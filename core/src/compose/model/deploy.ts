/** What `deploy` of a service says. */
export interface Deploy {
  readonly mode: string
  readonly endpointMode: string
  readonly replicas: number | undefined
  readonly labels: Readonly<Record<string, string>>
  readonly updateConfig: UpdateSettings | undefined
  readonly rollbackConfig: UpdateSettings | undefined
  readonly limits: Limits | undefined
  readonly reservations: Reservations | undefined
  readonly restartPolicy: RestartSettings | undefined
  readonly constraints: readonly string[]
  readonly spreads: readonly string[]
  readonly maxReplicasPerNode: number
}

/** Durations are nanoseconds. */
export interface UpdateSettings {
  readonly parallelism: number | undefined
  readonly delay: number
  readonly failureAction: string
  readonly monitor: number
  readonly maxFailureRatio: number
  readonly order: string
}

export interface Limits {
  /** As written; converted to billionths when the spec is made. */
  readonly cpus: string
  readonly memoryBytes: number
  readonly pids: number
}

export interface Reservations {
  readonly cpus: string
  readonly memoryBytes: number
  readonly genericResources: readonly GenericResource[]
}

/** Undefined where an entry of the list says nothing. */
export type GenericResource = { readonly kind: string; readonly value: number } | undefined

/** Durations are nanoseconds. */
export interface RestartSettings {
  readonly condition: string
  readonly delay: number | undefined
  readonly maxAttempts: number | undefined
  readonly window: number | undefined
}
