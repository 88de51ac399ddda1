import type {
  DefinitionSource,
  DefinitionState,
  Deployment,
  DesiredState,
  ManifestPolicy,
  Privilege,
  Problem,
  RenderedStack,
  Spot,
  StackPolicy,
} from '@kesako/core'
import type { DefinitionAtRevision } from './definitions/list-definitions.ts'
import type { Remote } from './remote/remote-api.ts'

/** State of the branch that says what shall run. */
export type Head =
  | { readonly kind: 'revision'; readonly revision: string }
  /** The repository has no such branch (never had, or it was deleted). */
  | { readonly kind: 'no-branch' }
  | { readonly kind: 'unreadable'; readonly reason: string }

export interface CommitInfo {
  readonly revision: string
  readonly author: string
  readonly email: string
  /** ISO 8601. */
  readonly date: string
  readonly subject: string
}

/** Where a variable's value comes from; the value itself is told to nobody. */
export type VariableSource =
  /** `env` of the stack settings. */
  | 'settings'
  /** `<stack>.env`. */
  | 'file'
  /** `KESAKO_VAR_<NAME>` of the process. */
  | 'runner'
  /** It is unset, and the Compose file says what stands in for it. */
  | 'default'
  | 'unset'

export interface StackVariable {
  readonly name: string
  readonly from: VariableSource
  /** The file that sets it, with `settings` and `file`. */
  readonly path?: string
}

/** A stack as a revision describes it. */
export interface StackAtRevision {
  readonly name: string
  readonly enabled: boolean
  /** Paths of Compose file and settings, relative to the root. */
  readonly composePath?: string
  readonly settingsPath?: string
  /** All files that the specs depend on, sorted. */
  readonly inputs: readonly string[]
  /** Hex; covers content of all inputs and the variables used. Also there when the stack is broken. */
  readonly inputsDigest: string
  readonly policy: StackPolicy
  /** The stack definition that the settings name, and how the Compose file stands to it. */
  readonly definition?: { readonly name: string; readonly state: DefinitionState }
  /** Where each stack of `policy.dependsOn` is named; absent where none is. */
  readonly needs?: ReadonlyMap<string, Spot>
  /** Variables that its files use, sorted by name; absent where they couldn't be read. */
  readonly variables?: readonly StackVariable[]
  /** Absent when a problem is an error, or the stack is disabled. */
  readonly desired?: DesiredState
  /** What it reaches beyond itself, or would if it were enabled; absent when its own files have an error. */
  readonly privileges?: readonly Privilege[]
  readonly problems: readonly Problem[]
}

/** `kesako.yml`. */
export interface RepositoryPolicy {
  readonly selfHeal: boolean
  /** False: what no file names any more stays, stacks too, until a person removes it. */
  readonly prune: boolean
  /** `undefined`: more than one and more than a quarter. */
  readonly maxRemovals?: number
  readonly acceptBroken: boolean
  /** What roles below admin may bring into stacks. */
  readonly manifestPolicy: ManifestPolicy
}

/** Everything that a revision asks for. */
export interface RevisionState {
  readonly revision: string
  /** Root commits of its history; more than one after a merge of unrelated histories. */
  readonly roots: readonly string[]
  /** True when the tree has no file at all. */
  readonly emptyTree: boolean
  readonly stacks: readonly StackAtRevision[]
  readonly policy: RepositoryPolicy
  /** Problems of no single stack: two files for one stack are the stack's own, a broken kesako.yml is here. */
  readonly problems: readonly Problem[]
}

/** One file of a commit: new content, or null to delete. */
export interface FileChange {
  readonly path: string
  readonly content: Uint8Array | null
}

/** One line of the last paragraph of a message, as `git interpret-trailers` reads it: `Kesako-Action: enable`. */
export interface Trailer {
  readonly key: string
  readonly value: string
}

/** A path whose entry differs between two trees; what it is on each side, absent where it isn't there. */
export interface PathChange {
  readonly path: string
  readonly before?: EntryKind
  readonly after?: EntryKind
}

export type EntryKind = 'file' | 'symlink' | 'submodule'

export interface CommitRequest {
  readonly changes: readonly FileChange[]
  readonly message: string
  /** Put below the message in a paragraph of their own, so that nothing in the message passes for one. */
  readonly trailers?: readonly Trailer[]
  readonly author: { readonly name: string; readonly email: string }
  /** The head it was made against; undefined when there is no branch yet. */
  readonly expectedHead: string | undefined
}

export type CommitResult =
  | { readonly kind: 'committed'; readonly revision: string }
  | { readonly kind: 'unchanged'; readonly revision: string }
  | { readonly kind: 'conflict'; readonly head: string | undefined }

/** The journal: one commit an entry under refs/kesako/deployments/<stack>. */
export interface Journal {
  /** Writes the start of a deployment. */
  start(deployment: Deployment): Promise<void>
  /** Writes its end; the deployment must carry `end`. */
  end(deployment: Deployment): Promise<void>
  /** Newest first. Entries without an end are those that run or were cut off. */
  history(stack: string, limit: number): Promise<readonly Deployment[]>
  /** The newest deployment of every stack, in one Git call or two whatever their number. */
  latest(): Promise<ReadonlyMap<string, Deployment>>
}

/** A bare (or any) Git repository read by revision, never by checkout. */
export interface StacksRepository {
  readonly path: string
  readonly branch: string
  head(): Promise<Head>
  /** Full id of the commit that a name, tag or abbreviation means; undefined when there is none. */
  resolve(name: string): Promise<string | undefined>
  /**
   * Loads all stacks of a revision. Cached: unchanged stacks of another revision cost no parse.
   * `changedSince` leaves only the stacks whose inputs differ from that revision's, or that other
   * stacks broke or repaired since; both must be there.
   */
  load(revision: string, options?: { readonly changedSince?: string }): Promise<RevisionState>
  commitInfo(revision: string): Promise<CommitInfo>
  /** True when `ancestor` is `revision` or a commit that it comes from. */
  contains(revision: string, ancestor: string): Promise<boolean>
  /**
   * Paths that differ between the trees of two revisions, or that changes on `before` would make
   * differ, sorted. `before` undefined: an empty tree.
   */
  difference(
    before: string | undefined,
    after: string | readonly FileChange[],
  ): Promise<readonly PathChange[]>
  /** Newest commit up to `revision` that touched any of the paths. */
  lastCommit(revision: string, paths: readonly string[]): Promise<CommitInfo | undefined>
  /** Commits up to `revision` that touched any of the paths (files, or folders), newest first. */
  commitsOf(
    revision: string,
    paths: readonly string[],
    range: { readonly limit: number; readonly offset: number },
  ): Promise<readonly CommitInfo[]>
  /** The newest `limit` commits up to `revision`, newest first, each after all that come from it. */
  order(revision: string, limit: number): Promise<readonly string[]>
  readFile(revision: string, path: string): Promise<Uint8Array | undefined>
  /** All stack definitions of a revision, also broken ones, sorted by name; or only the one of that name. */
  definitions(revision: string, only?: string): Promise<readonly DefinitionAtRevision[]>
  /** The Compose file that a definition and options give, with the header that tells so. */
  render(definition: DefinitionSource, options: Readonly<Record<string, unknown>>): RenderedStack
  commit(request: CommitRequest): Promise<CommitResult>
  /**
   * What the repository would say after these changes on `base` (undefined: on an empty tree),
   * without moving a ref. `revision` of the result is `base`, or the empty string without one.
   * `only` limits loading to one stack: its entry, if it is there, is the only one.
   */
  preview(
    base: string | undefined,
    changes: readonly FileChange[],
    options?: { readonly only?: string },
  ): Promise<RevisionState>
  /** Root commit that this repository's objects on the swarm bear; kept in refs/kesako/identity. */
  identity(): Promise<string | undefined>
  setIdentity(root: string): Promise<void>
  readonly journal: Journal
  /**
   * Where the branch comes from, and where commits go before they count; `path` is its mirror. Absent where the repository
   * in `path` is itself what is pushed to.
   */
  readonly remote?: Remote
  close(): Promise<void>
}
