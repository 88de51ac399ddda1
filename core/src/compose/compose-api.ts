import type { DesiredState, StackPolicy } from '../desired-state.ts'
import type { Privilege } from '../manifest-policy/privilege.ts'
import type { Problem } from '../problem.ts'
import type { PolicyPart } from './policy/policy-part.ts'
import type { Spot } from './report.ts'
import type { MapNode } from './yaml/node.ts'

/** A file as the caller read it: its bytes, or why there are none. */
export type FileRead =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'directory' }
  /** A symbolic link, in a revision; its target is never followed. */
  | { readonly kind: 'symlink' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'too-large'; readonly sizeBytes: number; readonly limitBytes: number }

/** Where the files of a stack come from, which decides what a path may say. */
export type Origin =
  /** A revision of the stacks repository: no path leaves it, no relative bind without `baseDirectory`. */
  | { readonly kind: 'revision' }
  /** Files of a person, as the docker CLI reads them. `workingDirectory` and `home` are absolute. */
  | { readonly kind: 'files'; readonly workingDirectory: string; readonly home: string }

export interface ComposeSource {
  /** As shown in problems and, in a revision, relative to the repository's root. */
  readonly path: string
  readonly bytes: Uint8Array
  /** What was rendered in place of a file, with the places of its template; then `bytes` are not read. */
  readonly document?: MapNode
}

export interface LoadRequest {
  readonly stack: string
  /** In the order of `-c`; the folder of the first is what relative paths start from. */
  readonly sources: readonly ComposeSource[]
  readonly variables: ReadonlyMap<string, string>
  readonly origin: Origin
  /** Defaults under what `x-kesako` says. */
  readonly policy: StackPolicy
  /** What stack settings say, above `x-kesako`. */
  readonly settings?: PolicyPart | undefined
}

/** A file that the specs depend on: configs, secrets, env files. */
export interface FileReference {
  /** In a revision: normalised, relative to the root. Of files: absolute. */
  readonly path: string
  readonly use: 'config' | 'secret' | 'env-file'
}

/** A Compose file after parse, interpolation and validation. `model` is private to the compose folder. */
export interface LoadedStack {
  readonly stack: string
  readonly references: readonly FileReference[]
  /** Variables that the files name, with the value used; undefined when unset. */
  readonly variables: ReadonlyMap<string, string | undefined>
  /** Of those that are unset, what stands in for them: a default everywhere, or somewhere nothing. */
  readonly unset: ReadonlyMap<string, 'default' | 'empty'>
  readonly policy: StackPolicy
  /** Where each stack of `policy.dependsOn` is named. */
  readonly needs: ReadonlyMap<string, Spot>
  readonly problems: readonly Problem[]
  readonly model: unknown
}

export interface Converted {
  /** Absent when a problem is an error. */
  readonly desired?: DesiredState
  /** What the stack reaches beyond itself; there whenever `desired` is. */
  readonly privileges?: readonly Privilege[]
  readonly problems: readonly Problem[]
}
