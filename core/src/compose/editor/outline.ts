/**
 * What stands where in a text that may be unfinished or broken: read by indentation and brackets, never refused.
 * Offsets count from 0, in UTF-16 units; `to` is behind the last one.
 */
export type Outline =
  | { readonly kind: 'map'; readonly entries: readonly OutlineEntry[]; readonly isFlow: boolean }
  | { readonly kind: 'list'; readonly items: readonly Outline[]; readonly isFlow: boolean }
  | OutlineScalar
  | { readonly kind: 'nothing' }

export interface OutlineScalar extends Span {
  readonly kind: 'scalar'
  /** Without its quotes, as it stands otherwise. */
  readonly text: string
}

export interface OutlineEntry extends Span {
  readonly key: string
  /** False where no colon follows: a key that is being typed, or a text. */
  readonly hasColon: boolean
  readonly value: Outline
}

export interface Span {
  readonly from: number
  readonly to: number
}

export const NOTHING: Outline = { kind: 'nothing' }
