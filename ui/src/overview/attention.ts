import type { StackView } from '@kesako/contract'
import { syncWord } from '../states/sync-word.ts'

/** Why a stack is in the list, worst first. */
export const ATTENTION_ORDER = [
  'missing',
  'degraded',
  'failed',
  'broken',
  'drifted',
  'held',
  'out-of-sync',
  'unknown',
] as const

export type AttentionKind = (typeof ATTENTION_ORDER)[number]

export interface Attention {
  readonly stack: StackView
  readonly kind: AttentionKind
}

/** By name, since when (milliseconds since 1970) this page has seen a stack in its present state. */
export type SeenSince = ReadonlyMap<string, { readonly state: string; readonly at: number }>

/** A state that goes by itself, such as unknown, needs a person only after this long. */
const PATIENCE_MS = 60_000

/** Stacks that need a person, worst first, then by name. */
export function attention(
  stacks: readonly StackView[],
  since: SeenSince,
  now: number,
): readonly Attention[] {
  return stacks
    .flatMap((stack) => {
      const at = since.get(stack.name)?.at ?? now
      const kind = attentionKind(stack, now - at)
      return kind === undefined ? [] : [{ stack, kind }]
    })
    .sort(
      (a, b) =>
        ATTENTION_ORDER.indexOf(a.kind) - ATTENTION_ORDER.indexOf(b.kind) ||
        compareNames(a.stack.name, b.stack.name),
    )
}

/**
 * Why a stack needs a person; undefined when it needs none. Progressing, applying and disabled never
 * do. `forMs`: how long it has been in this state.
 */
export function attentionKind(stack: StackView, forMs: number): AttentionKind | undefined {
  const word = syncWord(stack)
  if (word === 'applying') return undefined
  if (stack.health === 'missing' && word !== 'disabled') return 'missing'
  if (stack.health === 'degraded') return 'degraded'
  switch (word) {
    case 'failed':
    case 'drifted':
    case 'held':
      return word
    case 'not-in-git':
    case 'disabled':
      return undefined
    case 'out-of-sync':
      if (isBroken(stack)) return 'broken'
      return forMs >= PATIENCE_MS ? 'out-of-sync' : undefined
    case 'synced':
      return isBroken(stack) ? 'broken' : unknownHealth(stack, forMs)
    case 'unknown':
      if (isBroken(stack)) return 'broken'
      return forMs >= PATIENCE_MS ? 'unknown' : undefined
  }
}

/** True when a file of the stack has an error: what runs stays as it was until somebody mends it. */
export function isBroken(stack: Pick<StackView, 'problems'>): boolean {
  return stack.problems.some((problem) => problem.severity === 'error')
}

/** Keeps for every stack when its state was first seen; `at` is now for those that changed. */
export function seenSince(before: SeenSince, stacks: readonly StackView[], now: number): SeenSince {
  return new Map(
    stacks.map((stack) => {
      const state = `${syncWord(stack)} ${stack.health} ${stack.source?.inputsDigest ?? ''}`
      const known = before.get(stack.name)
      return [stack.name, known?.state === state ? known : { state, at: now }]
    }),
  )
}

/** Order of names without regard to case, the same in every browser. */
export function compareNames(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()]
  if (left !== right) return left < right ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

function unknownHealth(stack: StackView, forMs: number): AttentionKind | undefined {
  return stack.health === 'unknown' && forMs >= PATIENCE_MS ? 'unknown' : undefined
}
