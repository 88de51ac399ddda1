/** What stacks may have although roles below admin may not bring it by themselves. */
export interface ManifestAllowance {
  /** `/path`, `/path/*` (the folder and everything below it), each with `:ro` for read-only mounts only. */
  readonly binds: readonly string[]
  /** In any spelling: `NET_ADMIN`, `CAP_NET_ADMIN`. `ALL` allows each. */
  readonly capabilities: readonly string[]
  /** Patterns of names on the swarm. */
  readonly externals: {
    readonly networks: readonly string[]
    readonly secrets: readonly string[]
    readonly configs: readonly string[]
    readonly volumes: readonly string[]
  }
  /** Volumes that mount a disk or a share; each of the three exactly. */
  readonly mounts: readonly { readonly type: string; readonly device: string; readonly o: string }[]
  readonly volumeDrivers: readonly string[]
  readonly networkDrivers: readonly string[]
  readonly secretDrivers: readonly string[]
  readonly credentialSpecs: boolean
  readonly hostNetwork: boolean
  /** Published ports of nodes; true is each. */
  readonly hostPorts: boolean | readonly number[]
  readonly engineSocket: boolean
}

/** `manifestPolicy` of kesako.yml. */
export interface ManifestPolicy {
  /** For every stack. */
  readonly allow: ManifestAllowance
  /** More, for stacks of a pattern. */
  readonly stacks: ReadonlyMap<string, ManifestAllowance>
}

export const NO_ALLOWANCE: ManifestAllowance = {
  binds: [],
  capabilities: [],
  externals: { networks: [], secrets: [], configs: [], volumes: [] },
  mounts: [],
  volumeDrivers: [],
  networkDrivers: [],
  secretDrivers: [],
  credentialSpecs: false,
  hostNetwork: false,
  hostPorts: false,
  engineSocket: false,
}

/** Without kesako.yml, or with a broken one: nothing is allowed. */
export const STRICT_MANIFEST_POLICY: ManifestPolicy = { allow: NO_ALLOWANCE, stacks: new Map() }
