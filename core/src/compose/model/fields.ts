import { parseDuration } from '../syntax/duration.ts'
import { readLabels, scalarText } from '../syntax/pairs.ts'
import { splitWords } from '../syntax/shell-words.ts'
import { child, type Node } from '../yaml/node.ts'

/*
 * Readers of single keys. The document was validated, so a value of another kind is a missing one.
 */

export function textOf(node: Node | undefined, key: string): string {
  const value = child(node, key)
  return value?.kind === 'string' ? value.value : ''
}

export function flagOf(node: Node | undefined, key: string): boolean | undefined {
  const value = child(node, key)
  return value?.kind === 'bool' ? value.value : undefined
}

export function numberOf(node: Node | undefined, key: string): number | undefined {
  const value = child(node, key)
  if (value?.kind === 'int') return Number(value.value)
  return value?.kind === 'float' ? value.value : undefined
}

export function durationOf(node: Node | undefined, key: string): number | undefined {
  const value = child(node, key)
  return value?.kind === 'string' ? parseDuration(value.value) : undefined
}

/** A list of texts; a single text is a list of one. Undefined when the key is missing. */
export function textsOf(node: Node | undefined, key: string): readonly string[] | undefined {
  const value = child(node, key)
  if (value?.kind === 'string') return [value.value]
  return value?.kind === 'list' ? value.items.map((item) => scalarText(item) ?? '') : undefined
}

/** Words of a command line, or the list as it stands. */
export function wordsOf(node: Node | undefined, key: string): readonly string[] {
  const value = child(node, key)
  if (value?.kind === 'string') return splitWords(value.value) ?? []
  return textsOf(node, key) ?? []
}

/** A mapping of texts, or undefined when the key is missing. */
export function optionsOf(
  node: Node | undefined,
  key: string,
): Readonly<Record<string, string>> | undefined {
  const value = child(node, key)
  return value === undefined ? undefined : readLabels(value)
}
