/** What may be done to the swarm by name, past the stacks repository. */
export type ActionKind = 'restart' | 'remove' | 'kill' | 'drain' | 'activate'

/** Why an action isn't done at all. */
export type ActionRefusalCode = 'task-elsewhere' | 'task-not-running' | 'not-restartable'

export interface ActionRefusal {
  readonly code: ActionRefusalCode
  readonly reason: string
  readonly remedy: string
}

/** A task that ends by an action. */
export interface MovedTask {
  readonly id: string
  /** `shop_web.2`; of a global service, which has no slots, the service's name. */
  readonly name: string
  /** Host name; absent while no node has it. */
  readonly node?: string
  /**
   * Host names of the nodes on which the swarm may start another in its place, by availability and
   * constraints; whether CPU, memory and ports are free there only the swarm knows. Empty: none comes, or it waits.
   */
  readonly mayGoTo: readonly string[]
}

/** What an action would do, before anything is done. */
export interface ActionPlan {
  readonly action: ActionKind
  readonly target: {
    readonly kind: 'service' | 'task' | 'node'
    readonly id: string
    readonly name: string
  }
  /** Sentences. */
  readonly effects: readonly string[]
  /** Tasks that end. */
  readonly tasks: readonly MovedTask[]
  readonly refusal?: ActionRefusal
}

/** What Git says of the stack that a service belongs to. */
export type GitSays =
  /** It belongs to no stack of the repository. */
  | { readonly kind: 'nothing' }
  /** The repository's stack asks for this very service. */
  | { readonly kind: 'wanted'; readonly stack: string; readonly selfHeal: boolean }
  /** The stack is in the repository, and doesn't ask for the service. */
  | { readonly kind: 'unwanted'; readonly stack: string }
  /** It can't be read. */
  | { readonly kind: 'unknown' }
