import type { KeyOf, KeyWith, Options, ValidAs, ValueOf } from '../schema/valid.ts'
import { parseDuration } from '../syntax/duration.ts'
import { readLabels, scalarText } from '../syntax/pairs.ts'
import { splitWords } from '../syntax/shell-words.ts'
import { child, type Node } from '../yaml/node.ts'

/*
 * Readers of single keys of validated nodes. A value of another kind is a missing one.
 */

/** The value of a key that the schema has. */
export function valueOf<Option, Name extends KeyOf<Option>>(
  node: ValidAs<Option> | undefined,
  key: Name,
): ValidAs<Options<ValueOf<Option, Name>>> | undefined {
  // Validation has looked at the whole tree, so what stands below a key is as the schema says.
  return child(node, key) as ValidAs<Options<ValueOf<Option, Name>>> | undefined
}

type ItemOf<Option> = Option extends { readonly is: 'list'; readonly of: infer Item } ? Item : never

/** The items of a list; none where the value is no list. */
export function itemsOf<Option>(
  node: ValidAs<Option> | undefined,
): readonly ValidAs<Options<ItemOf<Option>>>[] {
  // As above.
  return (node?.kind === 'list' ? node.items : []) as readonly ValidAs<Options<ItemOf<Option>>>[]
}

type DictValueOf<Option> = Option extends { readonly is: 'dict'; readonly of: infer Value }
  ? Value
  : never

/** A name of a mapping of names, with the place of the name. */
export interface NamedValue<Option> {
  readonly name: string
  readonly at: Node['at']
  readonly value: ValidAs<Option>
}

/** The values of a mapping of names; none where the value is no mapping. */
export function namedOf<Option>(
  node: ValidAs<Option> | undefined,
): readonly NamedValue<Options<DictValueOf<Option>>>[] {
  if (node?.kind !== 'map') return []
  return [...node.entries].map(([name, { at, value }]) => ({
    name,
    at,
    // As above.
    value: value as ValidAs<Options<DictValueOf<Option>>>,
  }))
}

export function textOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'string'>,
): string {
  const value = child(node, key)
  return value?.kind === 'string' ? value.value : ''
}

export function flagOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'bool'>,
): boolean | undefined {
  const value = child(node, key)
  return value?.kind === 'bool' ? value.value : undefined
}

export function numberOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'int' | 'number'>,
): number | undefined {
  return asNumber(child(node, key))
}

export function asNumber(value: Node | undefined): number | undefined {
  if (value?.kind === 'int') return Number(value.value)
  return value?.kind === 'float' ? value.value : undefined
}

/** Nanoseconds. */
export function durationOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'string'>,
): number | undefined {
  const value = child(node, key)
  return value?.kind === 'string' ? parseDuration(value.value) : undefined
}

/** A list of texts; a single text is a list of one. Undefined when the key is missing. */
export function textsOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'list'>,
): readonly string[] | undefined {
  const value = child(node, key)
  if (value?.kind === 'string') return [value.value]
  return value?.kind === 'list' ? value.items.map((item) => scalarText(item) ?? '') : undefined
}

/** Words of a command line, or the list as it stands. */
export function wordsOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'list'>,
): readonly string[] {
  const value = child(node, key)
  if (value?.kind === 'string') return splitWords(value.value) ?? []
  return textsOf(node, key) ?? []
}

/** A mapping of texts, or undefined when the key is missing. */
export function optionsOf<Option>(
  node: ValidAs<Option> | undefined,
  key: KeyWith<Option, 'dict'>,
): Readonly<Record<string, string>> | undefined {
  const value = child(node, key)
  return value === undefined ? undefined : readLabels(value)
}
