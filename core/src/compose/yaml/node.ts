import type { Place } from '../../problem.ts'

interface At {
  readonly at: Place
}

interface Written {
  /** The text in the file, where it is not the one that the value is printed as. */
  readonly written?: string
}

export type NullNode = At & { readonly kind: 'null' }
export type BoolNode = At & { readonly kind: 'bool'; readonly value: boolean }
export type IntNode = At & Written & { readonly kind: 'int'; readonly value: bigint }
export type FloatNode = At & Written & { readonly kind: 'float'; readonly value: number }
/** A timestamp, as the docker CLI prints one. */
export type TimeNode = At & Written & { readonly kind: 'time'; readonly value: string }
export type StringNode = At & {
  readonly kind: 'string'
  readonly value: string
  /** True when variables were filled in. */
  readonly filled?: true
}
export type ListNode = At & { readonly kind: 'list'; readonly items: readonly Node[] }
export type MapNode = At & { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Entry> }

export type ScalarNode = NullNode | BoolNode | IntNode | FloatNode | TimeNode | StringNode

/** A value of a YAML document with its place; aliases and merge keys are resolved. */
export type Node = ScalarNode | ListNode | MapNode

/** A key of a map, with the place of the key. */
export interface Entry {
  readonly at: Place
  readonly value: Node
}

/** The value of a key, or undefined where the node is no map or lacks the key. */
export function child(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.entries.get(key)?.value : undefined
}

/** The entry of a key, with the place of the key. */
export function entryOf(node: Node | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.get(key) : undefined
}
