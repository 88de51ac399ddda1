import { type ComposeNode, type Place, presentProblems, type Problem } from '@kesako/core'
import type { Document } from 'yaml'
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { findJsonError } from './json-syntax.ts'
import { placedNode } from './placed-node.ts'

type Path = readonly PropertyKey[]

/** A parsed file that knows where each of its values stands. */
export interface PlacedDocument {
  readonly file: string
  readonly value: unknown
  /** The same with the place of everything in it. */
  node(): ComposeNode
  /** Place of the value at `path`, or of the nearest thing around it. */
  placeOf(path: Path): Place
  /** Place of a key in the mapping at `path`. */
  placeOfKey(path: Path, key: string): Place
}

/** The document, or what is wrong with its text. */
export type DocumentRead =
  | { readonly kind: 'document'; readonly document: PlacedDocument }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] }

/** Largest file that is read: 256 KiB. Reading takes seconds for a megabyte, and the server does nothing else then. */
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
  return readDocument(file, text, 'json-broken', 'json')
}

/** One YAML document in UTF-8. */
export function readYamlDocument(file: string, bytes: Uint8Array): DocumentRead {
  if (bytes.length > MAX_BYTES) return broken(file, 'yaml-broken', tooLarge(file, bytes))
  const text = decode(bytes)
  if (text === undefined) return broken(file, 'yaml-broken', notText(file))
  return readDocument(file, text, 'yaml-broken', 'core')
}

function readDocument(
  file: string,
  text: string,
  code: string,
  schema: 'json' | 'core',
): DocumentRead {
  const lines = new LineCounter()
  function placeAt(offset: number): Place {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      schema,
      prettyErrors: false,
      // The parser compares each key with each; below, they are looked up instead.
      uniqueKeys: false,
    })
    const [error = repeatedKey(document)] = document.errors
    if (error !== undefined) {
      const sentence = error.message.split('\n')[0]?.replace(/\.$/u, '')
      return broken(file, code, `${file}: ${sentence}.`, placeAt(error.pos[0]))
    }
    return {
      kind: 'document',
      document: {
        file,
        value: document.toJS(),
        node: () => placedNode(document.contents, placeAt),
        placeOf: (path) => placeAt(valueOffset(document, path)),
        placeOfKey: (path, key) =>
          placeAt(keyOffset(document, path, key) ?? valueOffset(document, path)),
      },
    }
  } catch (error) {
    // A document nested thousands deep overflows the parser, one with an alias bomb is refused by it.
    return broken(
      file,
      code,
      `${file} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

interface TextError {
  readonly message: string
  readonly pos: readonly [number, number]
}

function repeatedKey(document: Document): TextError | undefined {
  let found: TextError | undefined
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        const start = key.range?.[0] ?? 0
        if (seen.has(name)) {
          found = {
            message: `the key ${JSON.stringify(name)} stands there twice`,
            pos: [start, start],
          }
          return visit.BREAK
        }
        seen.add(name)
      }
      return undefined
    },
  })
  return found
}

function valueOffset(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

function keyOffset(document: Document, path: Path, key: string): number | undefined {
  const node: unknown = path.length === 0 ? document.contents : document.getIn([...path], true)
  if (!isMap(node)) return undefined
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined
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
