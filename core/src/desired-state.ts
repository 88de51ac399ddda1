import type { IgnoredField } from './ignored-field.ts'
import type { ConfigSpec, NetworkSpec, SecretSpec } from './spec/object-spec.ts'
import type { ServiceSpec } from './spec/service-spec.ts'

/**
 * The Swarm specs that a stack asks for: exactly the bodies that `docker stack deploy` posts,
 * with names where the engine wants ids. Every list is sorted by name.
 */
export interface DesiredState {
  readonly stack: string
  readonly networks: readonly NetworkSpec[]
  readonly secrets: readonly SecretSpec[]
  readonly configs: readonly ConfigSpec[]
  readonly services: readonly ServiceSpec[]
  /** Names of what must exist already because the file says `external`, and some service uses it. */
  readonly externals: ObjectNames
  /** Names that an entry fixes by `name:`; these are rotated only when `rotate: true`. */
  readonly fixedNames: ObjectNames
}

/** Full names on the swarm, sorted. */
export interface ObjectNames {
  readonly networks: readonly string[]
  readonly secrets: readonly string[]
  readonly configs: readonly string[]
}

/** When the registry is asked for an image's digest. */
export type ResolveImage = 'changed' | 'always' | 'never'

/** Policy of one stack: the keys of `x-kesako` and of stack settings. */
export interface StackPolicy {
  /** Take over a stack that runs unmanaged although that restarts or removes something. */
  readonly adopt: boolean
  /** Allow remove-and-create where the engine can't update (networks, a service's mode). */
  readonly replace: boolean
  /** Rotate configs and secrets whose entry has an explicit `name:`. */
  readonly rotate: boolean
  readonly resolveImage: ResolveImage
  /** Longest time without progress while converging, in milliseconds. */
  readonly deadlineMs: number
  /** Repair drift; undefined means as the repository policy says. */
  readonly selfHeal?: boolean
  /** Remove what the stack no longer names; undefined means as the repository policy says. */
  readonly prune?: boolean
  /** Absolute path on the nodes that relative bind sources start from. */
  readonly baseDirectory?: string
  /** Fields of services that are left to others. */
  readonly ignore: readonly IgnoredField[]
  /** Wave of each service that names one; a service without is in wave 0, and lower waves go first. */
  readonly waves: ReadonlyMap<string, number>
  /** Other stacks of the repository that must have converged before this one is deployed. */
  readonly dependsOn: readonly string[]
  /** Services of this stack that must have converged before a service is deployed, by its name. */
  readonly serviceDependsOn: ReadonlyMap<string, readonly string[]>
}

export const DEFAULT_STACK_POLICY: StackPolicy = {
  adopt: false,
  replace: false,
  rotate: false,
  resolveImage: 'changed',
  deadlineMs: 300_000,
  ignore: [],
  waves: new Map(),
  dependsOn: [],
  serviceDependsOn: new Map(),
}
