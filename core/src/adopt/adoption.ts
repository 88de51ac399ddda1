import type { Problem } from '../problem.ts'
import type { Ref } from '../plan/plan-types.ts'

/** A file to commit, by its path in the stacks repository. */
export interface AdoptedFile {
  readonly path: string
  readonly content: Uint8Array
}

/** What becomes of something that a Compose file can't say. */
export type LossEffect =
  /** Taking the stack over would replace tasks, start, stop or remove something: it is held. */
  | 'restarts'
  /** Taking it over changes it, without a restart. */
  | 'changes'
  /** It stays as it is until the service next changes, and is gone then. */
  | 'later'

/** Something of what runs that the written file doesn't say. */
export interface Loss {
  /** What it belongs to, such as the service shop_web. */
  readonly ref: Ref
  /** In the engine's spelling; empty for the whole of it. */
  readonly field: string
  /** What runs; secrets and values of variables read `"(redacted)"`. Absent means not set. */
  readonly value?: unknown
  /** One sentence: what it means that a Compose file can't say it. */
  readonly meaning: string
  readonly effect: LossEffect
}

/** The files that a running stack becomes, and how well they say what runs. */
export interface Adoption {
  readonly stack: string
  /** The Compose file first, then the contents of configs. */
  readonly files: readonly AdoptedFile[]
  readonly losses: readonly Loss[]
  /** What a person should know besides. */
  readonly notes: readonly Problem[]
  /** Why the written file can't be converted, which only values that no file takes bring about. */
  readonly problems: readonly Problem[]
}

/** True when converting the files gives what runs, to the last field. */
export function isExact({ losses, problems }: Adoption): boolean {
  return losses.length === 0 && problems.length === 0
}

/** A file as text; undefined where it is no UTF-8. */
export function fileText(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}
