import { byteOrder } from '../byte-order.ts'
import type { Node } from '../yaml/node.ts'
import { scalarText } from './pairs.ts'

/**
 * Entries of `extra_hosts` as `[host, address]`. A list keeps its order, a mapping is sorted;
 * entries without an address are left out, as the docker CLI does.
 */
export function readHosts(node: Node | undefined): readonly (readonly [string, string])[] {
  return entries(node).map(([host, address]) => [host, withoutBrackets(address)])
}

/** True for an entry of a list that has a separator. */
export function isHostEntry(text: string): boolean {
  return /[=:]/.test(text)
}

function entries(node: Node | undefined): readonly (readonly [string, string])[] {
  if (node?.kind === 'list') {
    return node.items.flatMap((item) => {
      const text = scalarText(item) ?? ''
      const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':')
      return at === -1 ? [] : [splitAgain(`${text.slice(0, at)}:${text.slice(at + 1)}`)]
    })
  }
  if (node?.kind !== 'map') return []
  return [...node.entries]
    .flatMap(([host, entry]) => {
      const address = scalarText(entry.value)
      return address === undefined ? [] : [`${host}:${asText(entry.value, address)}`]
    })
    .toSorted(byteOrder)
    .map(splitAgain)
}

/** The docker CLI prints an address as text, and a number is none: Go says so in its place. */
function asText(node: Node, printed: string): string {
  if (node.kind === 'float') return `%!s(float64=${printed})`
  if (node.kind !== 'int') return printed
  return `%!s(${node.value > 0x7fff_ffff_ffff_ffffn ? 'uint64' : 'int'}=${printed})`
}

/** A host with a colon in its name is cut there, because the docker CLI joins and cuts again. */
function splitAgain(joined: string): readonly [string, string] {
  const colon = joined.indexOf(':')
  return [joined.slice(0, colon), joined.slice(colon + 1)]
}

function withoutBrackets(address: string): string {
  return address.length > 2 && address.startsWith('[') && address.endsWith(']')
    ? address.slice(1, -1)
    : address
}
