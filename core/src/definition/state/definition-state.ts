import { type Digest, readRenderedHeader, shortDigest } from './rendered-file.ts'

/** How the Compose file of a stack stands to its definition and its options. */
export type DefinitionState =
  /** It is what definition and options give. */
  | 'current'
  /** It was rendered from another version of the definition. */
  | 'newer-available'
  /** It was rendered from this version, with other options. */
  | 'options-changed'
  /** It was changed after it was rendered, or never rendered: nothing overwrites it. */
  | 'edited'
  /** There is no file: the definition is rendered at deploy time. */
  | 'not-committed'
  /** The definition is missing or broken, or doesn't take the options. */
  | 'not-renderable'

/** Compares a committed Compose file with what rendering gives now, header aside. */
export function definitionState(
  committed: string,
  rendered: string,
  digest: Digest,
): Extract<DefinitionState, 'current' | 'newer-available' | 'options-changed' | 'edited'> {
  const now = readRenderedHeader(rendered)
  const then = readRenderedHeader(committed)
  if (then !== undefined && then.content === now?.content) return 'current'
  if (then === undefined || shortDigest(digest(then.content)) !== then.contentDigest) {
    return 'edited'
  }
  const isSame =
    then.definition === now?.definition && then.definitionDigest === now.definitionDigest
  return isSame ? 'options-changed' : 'newer-available'
}
