import type { StackPolicy } from '../desired-state.ts'
import type { IgnoredDifference } from './ignored-differences.ts'
import type { Problem } from '../problem.ts'
import type { ConfigSpec, NetworkSpec, SecretSpec } from '../spec/object-spec.ts'
import type { Platform, ServiceSpec } from '../spec/service-spec.ts'
import type { Stage } from './stages/stages-of.ts'

export type ObjectKind = 'network' | 'secret' | 'config' | 'service'

/** An object on the swarm by kind and full name. */
export interface Ref {
  readonly kind: ObjectKind
  readonly name: string
}

/** The spec of a change, by kind; names in place of ids. */
export type ObjectSpec =
  | { readonly kind: 'network'; readonly spec: NetworkSpec }
  | { readonly kind: 'secret'; readonly spec: SecretSpec }
  | { readonly kind: 'config'; readonly spec: ConfigSpec }
  | { readonly kind: 'service'; readonly spec: ServiceSpec }

/** One field that differs. Secrets and values of variables read `"(redacted)"`. Absent means not set. */
export interface FieldDiff {
  readonly path: string
  readonly from?: unknown
  readonly to?: unknown
}

/** Whether running tasks are replaced, and why or why not, in one sentence. */
export interface Restart {
  readonly restarts: boolean
  readonly because: string
}

/** Why something is seen and not touched. */
export type HoldCode =
  | 'owned-by-other-repository'
  | 'unmanaged'
  | 'network-changed'
  | 'service-mode-changed'
  | 'content-of-fixed-name-changed'
  | 'job-would-run-again'
  /** A rotated or written name of a secret or config that the engine refuses. */
  | 'name-too-long'

interface ChangeBase {
  readonly ref: Ref
  readonly reason: string
  /** Of a service, where the plan has stages: the one that it is written in, counted from 1. */
  readonly stage?: number
}

export type Change =
  | (ChangeBase & { readonly action: 'create'; readonly object: ObjectSpec })
  | (ChangeBase & {
      readonly action: 'update'
      readonly id: string
      readonly version: number
      readonly object: ObjectSpec
      readonly fields: readonly FieldDiff[]
      readonly restart: Restart
    })
  | (ChangeBase & {
      readonly action: 'replace'
      readonly id: string
      readonly object: ObjectSpec
      readonly fields: readonly FieldDiff[]
      readonly restart: Restart
      /** The stage before which the old one is removed, where that is earlier than `stage`. */
      readonly removedInStage?: number
    })
  | (ChangeBase & {
      readonly action: 'remove'
      readonly id: string
      /** `prune`: last, after convergence. `before-create`: awaited before the create that needs its port or volume. */
      readonly when: 'prune' | 'before-create'
      readonly restart: Restart
    })
  | (ChangeBase & {
      readonly action: 'hold'
      readonly code: HoldCode
      readonly fields: readonly FieldDiff[]
      readonly remedy: string
    })

/** Changes from live to desired of one stack, in the order in which they are applied. */
export interface Plan {
  readonly stack: string
  readonly changes: readonly Change[]
  readonly warnings: readonly Problem[]
  /** Fields of services that run and are left to others; absent where the policy ignores none. */
  readonly ignored?: readonly IgnoredDifference[]
  /** In their order, where services are deployed in more than one. */
  readonly stages?: readonly Stage[]
}

/** What a registry said of an image. */
export interface ResolvedImage {
  /** `name:tag@sha256:…`, as it goes into the spec. */
  readonly reference: string
  readonly platforms: readonly Platform[]
}

/** Digests come in from outside, so that the planner stays pure. Hex, at least 8 digits. */
export interface ContentDigests {
  /** Plain digest of base64 data, for configs. */
  readonly config: (data: string) => string
  /** Keyed digest of base64 data, for secrets: must not let anybody guess the content. */
  readonly secret: (data: string) => string
}

/** Who owns what a plan creates. */
export interface Ownership {
  /** Root commit of the stacks repository, or FILES_OWNER. */
  readonly repository: string
  readonly inputsDigest: string
}

/**
 * Why a service is sent the spec that it has: `image`, since a node can't get its image and an update sends the
 * credentials for its registry anew; `paused`, since the swarm paused its update and goes on with a further one.
 */
export type Resend = 'image' | 'paused'

/** What the planner needs besides desired and live. */
export interface PlanContext {
  readonly ownership: Ownership
  readonly policy: StackPolicy
  /** By image as the Compose file writes it. A missing one goes into the spec by its tag. */
  readonly images: ReadonlyMap<string, ResolvedImage>
  readonly digests: ContentDigests
  /** Ids of live secrets whose content was compared by other means and is known to be equal to the desired one. */
  readonly equalSecrets: ReadonlySet<string>
  /** Services, by full name, that are updated even where nothing differs, with the reason of each. Default: none. */
  readonly resend?: ReadonlyMap<string, Resend>
  /**
   * False: what bears no label of ours stays, although the stack is ours and its file doesn't name it. So it is for the
   * first deployment after adoption, and until the file changes after that.
   */
  readonly pruneUnlabelled: boolean
}
