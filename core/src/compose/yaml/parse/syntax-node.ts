import type { Place } from '../../../problem.ts'

interface Properties {
  readonly at: Place
  /** The name after `&`, or undefined. */
  readonly anchor: string | undefined
  /** The tag, `!!` written out; "!" for a lone one. Undefined for none. */
  readonly tag: string | undefined
}

export interface AliasSyntax {
  readonly kind: 'alias'
  readonly at: Place
  readonly name: string
}

export interface ScalarSyntax extends Properties {
  readonly kind: 'scalar'
  readonly text: string
  readonly plain: boolean
}

export interface ListSyntax extends Properties {
  readonly kind: 'list'
  readonly items: readonly SyntaxNode[]
}

export interface MapSyntax extends Properties {
  readonly kind: 'map'
  readonly pairs: readonly Pair[]
}

export interface Pair {
  readonly key: SyntaxNode
  readonly value: SyntaxNode
}

/** A YAML document as it is written: aliases, merge keys and scalars unresolved. */
export type SyntaxNode = AliasSyntax | ScalarSyntax | ListSyntax | MapSyntax
