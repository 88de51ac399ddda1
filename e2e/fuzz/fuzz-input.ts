/** What is fuzzed: which reader is given the bytes. */
export const TARGETS = [
  'compose',
  'several-files',
  'editor',
  'settings',
  'repository-policy',
  'variables',
] as const

export type Target = (typeof TARGETS)[number]

/** One input of one reader. */
export interface FuzzInput {
  readonly target: Target
  /** The file that is varied. */
  readonly bytes: Uint8Array
  /** Files beside it: the next Compose files, and what references are answered with. */
  readonly beside: readonly Uint8Array[]
}

/** What went wrong with one input. */
export interface Fault {
  readonly kind: 'crash' | 'hang' | 'memory' | 'invariant'
  /** Stable over inputs that fail the same way. */
  readonly code: string
  readonly detail: string
}
