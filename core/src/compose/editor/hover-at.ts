import { composeSchema } from '../schema/compose-schema.ts'
import { cursorAt } from './cursor.ts'
import { valuesIn, versionName } from './describe-key.ts'
import { fileVersion } from './file-version.ts'
import { lookUp } from './look-up.ts'
import type { Span } from './outline.ts'
import { readOutline } from './read-outline.ts'
import { typeWords } from './type-words.ts'

/** What is told about what stands under a pointer. */
export interface Hover {
  /** Offsets of the key or value in the text. */
  readonly range: Span
  /** As it stands in the file: `services.web.ports.0.mode`. */
  readonly path: string
  readonly sentence: string
  /** The version of the format that brought the key: "3.7". */
  readonly since: string
  /** The file says a version that doesn't have the key. */
  readonly isTooNew: boolean
  /** In words. */
  readonly type: string
  readonly values?: Readonly<Record<string, string>>
  readonly example?: string
}

/** Describes the key at an offset of a Compose file, or the word that is its value. The file may be broken. */
export function hoverAt(text: string, offset: number): Hover | undefined {
  const outline = readOutline(text)
  const cursor = cursorAt(outline, offset)
  if (cursor === undefined) return undefined
  const path = cursor.on === 'key' ? [...cursor.path, cursor.entry.key] : cursor.path
  const found = lookUp(composeSchema, path)
  // Items of a list have the words, their list has the key.
  const key =
    found?.key ??
    (cursor.on === 'value' ? lookUp(composeSchema, path.slice(0, -1))?.key : undefined)
  if (found === undefined || key === undefined) return undefined
  const values = valuesIn(key.schema)
  const word = cursor.on === 'value' ? cursor.scalar.text : undefined
  const sentence =
    word === undefined ? key.sentence : Object.hasOwn(values, word) ? values[word] : undefined
  if (sentence === undefined) return undefined
  const { from, to } = cursor.on === 'key' ? cursor.entry : cursor.scalar
  return {
    range: { from, to },
    path: path.join('.'),
    sentence,
    since: versionName(key.since),
    isTooNew: key.since > fileVersion(outline),
    type: typeWords(key.schema),
    ...(Object.keys(values).length > 0 && { values }),
    ...(key.example !== undefined && { example: key.example }),
  }
}
