import type { MapNode } from '../../compose/yaml/node.ts'
import { writeDocument } from '../../compose/yaml/write-document.ts'

/** Hex digest of a text in UTF-8, or of bytes. */
export type Digest = (content: Uint8Array | string) => string

/** Where a rendered file came from, as its first lines say. */
export interface RenderedHeader {
  readonly definition: string
  /** Of the definition's file. */
  readonly definitionDigest: string
  /** Of what follows the header, when it was rendered. */
  readonly contentDigest: string
  /** What follows the header now. */
  readonly content: string
}

const DIGEST_LENGTH = 16
const header =
  /^# Rendered by Kesako[^\n]*\n# kesako-definition: (?<name>[a-zA-Z0-9_-]+) (?<definition>[0-9a-f]{16}) (?<content>[0-9a-f]{16})\n\n(?<rest>.*)$/s

/** The text of a rendered Compose file. Its header says which definition it came from, and what it was then. */
export function renderedFile(
  definition: { readonly name: string; readonly digest: string },
  root: MapNode,
  digest: Digest,
): string {
  const content = writeDocument(root)
  return [
    `# Rendered by Kesako from the stack definition ${definition.name}. Change its options, not this file.`,
    `# kesako-definition: ${definition.name} ${shortDigest(definition.digest)} ${shortDigest(digest(content))}`,
    '',
    content,
  ].join('\n')
}

/** What the header of a rendered file says; undefined where there is none. */
export function readRenderedHeader(text: string): RenderedHeader | undefined {
  const groups = header.exec(text)?.groups
  if (groups === undefined) return undefined
  const { name = '', definition = '', content = '', rest = '' } = groups
  return { definition: name, definitionDigest: definition, contentDigest: content, content: rest }
}

export function shortDigest(digest: string): string {
  return digest.slice(0, DIGEST_LENGTH)
}
