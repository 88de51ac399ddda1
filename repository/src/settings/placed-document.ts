import {
  type ComposeNode,
  nodeValue,
  type Place,
  presentProblems,
  type Problem,
  readYamlNode,
} from '@kesako/core'
import { readJsonNode } from './json-node.ts'
import { findJsonError } from './json-syntax.ts'

type Path = readonly PropertyKey[]

/** A parsed file that knows where each of its values stands. */
export interface PlacedDocument {
  readonly file: string
  readonly value: unknown
  /** The same with the place of everything in it. */
  readonly node: ComposeNode
  /** Place of the value at `path`, or of the nearest thing around it. */
  placeOf(path: Path): Place
  /** Place of a key in the mapping at `path`. */
  placeOfKey(path: Path, key: string): Place
}

/** The document, or what is wrong with its text. */
export type DocumentRead =
  | { readonly kind: 'document'; readonly document: PlacedDocument }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }

/** Largest file that is read: 256 KiB. The server does nothing else meanwhile. */
const MAX_BYTES = 256 * 1024

/** Strict JSON in UTF-8: a repeated key is an error, for one of the two would be lost in silence. */
export function readJsonDocument(file: string, bytes: Uint8Array): DocumentRead {
  if (bytes.length > MAX_BYTES) return broken(file, 'json-broken', tooLarge(file, bytes))
  const text = decode(bytes)
  if (text === undefined) return broken(file, 'json-broken', notText(file))
  const error = findJsonError(text)
  if (error !== undefined) {
    const place = placeIn(file, text, error.offset)
    return broken(file, 'json-broken', `${file} is not JSON: ${error.message}.`, place)
  }
  const read = readJsonNode(file, text)
  if (read.kind === 'node') return { kind: 'document', document: placed(file, read.node) }
  const message = `${file}: the key ${JSON.stringify(read.key)} stands there twice.`
  return broken(file, 'json-broken', message, read.place)
}

/** One YAML document in UTF-8. */
export function readYamlDocument(file: string, bytes: Uint8Array): DocumentRead {
  if (bytes.length > MAX_BYTES) return broken(file, 'yaml-broken', tooLarge(file, bytes))
  const problems: Problem[] = []
  const node = readYamlNode(file, bytes, (problem) => problems.push(problem))
  if (node !== undefined) return { kind: 'document', document: placed(file, node) }
  const own = problems.map(({ path: _none, ...problem }) => ({ ...problem, code: 'yaml-broken' }))
  return { kind: 'broken', problems: presentProblems(own) }
}

function placed(file: string, node: ComposeNode): PlacedDocument {
  return {
    file,
    node,
    value: nodeValue(node),
    placeOf: (path) => nearest(node, path).at,
    placeOfKey: (path, key) => {
      const parent = nearest(node, path)
      return (parent.kind === 'map' ? parent.entries.get(key)?.at : undefined) ?? parent.at
    },
  }
}

/** What stands at a path, or the innermost thing around it that is there. */
function nearest(node: ComposeNode, path: Path): ComposeNode {
  const [first, ...rest] = path
  const below =
    node.kind === 'map'
      ? node.entries.get(String(first))?.value
      : node.kind === 'list'
        ? node.items[Number(first)]
        : undefined
  return below === undefined ? node : nearest(below, rest)
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function broken(file: string, code: string, message: string, place?: Place): DocumentRead {
  const problem: Problem = {
    code,
    severity: 'error',
    message,
    remedy: 'Correct the file at that place.',
    place: place ?? { file, line: 1, column: 1 },
  }
  return { kind: 'broken', problems: presentProblems([problem]) }
}

function tooLarge(file: string, bytes: Uint8Array): string {
  return `${file} has ${bytes.length} bytes, which is more than ${MAX_BYTES}.`
}

function notText(file: string): string {
  return `${file} is not text in UTF-8.`
}

function placeIn(file: string, text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n')
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 }
}
