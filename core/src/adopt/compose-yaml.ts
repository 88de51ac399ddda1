import {
  Document,
  isMap,
  isPair,
  isScalar,
  type Pair,
  Scalar,
  type Tags,
  visit,
  type YAMLSeq,
} from 'yaml'
import { textStyle } from '../compose/yaml/text-style.ts'
import type { ComposeDocument } from './compose-document.ts'

const HEAD = ' Written by "kesako adopt" from what ran on the swarm.'

const SECRETS = ` The engine never gives back what is in a secret, so these are the ones on the swarm.
 To keep a new content here instead: replace "external" and "name" by "file: ./path".`

/** Lists that stand in one line, up to this many characters. */
const LONGEST_LINE = 60
const IN_ONE_LINE: ReadonlySet<string> = new Set([
  'aliases',
  'cap_add',
  'cap_drop',
  'command',
  'dns',
  'dns_search',
  'entrypoint',
  'networks',
  'test',
])

const NOT_PRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g

/**
 * The file as a person would write it: two spaces, a blank line between services, short lists in one
 * line, quotes where YAML 1.1 or 1.2 would read something else than text. A `$` of a value is doubled,
 * so that no value is taken for a variable.
 */
export function composeYaml(written: ComposeDocument): string {
  const document = new Document(written, {
    version: '1.1',
    customTags: (tags) => tags.filter((tag) => !isMergeTag(tag)),
    aliasDuplicateObjects: false,
  })
  visit(document, {
    Scalar(key, node) {
      if (typeof node.value === 'string') writeText(node, key === 'key')
    },
    Seq(_, node, path) {
      const above = path.at(-1)
      const inLine = isPair(above) && IN_ONE_LINE.has(keyOf(above)) && isShort(node)
      node.flow = node.items.length === 0 || inLine
    },
    Map(_, node) {
      if (node.items.length === 0) node.flow = true
    },
  })
  addFileModes(document)
  const hasExternal = Object.values(written.secrets ?? {}).some(({ external }) => external)
  addBlankLines(document, hasExternal)
  document.commentBefore = HEAD
  const text = document.toString({
    lineWidth: 0,
    nullStr: '',
    flowCollectionPadding: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    indentSeq: true,
  })
  // The library leaves these as they are, and the CLI's reader takes some of them for line breaks.
  return text.replace(
    NOT_PRINTABLE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A text of `<<` is a text here. */
function isMergeTag(tag: Tags[number]): boolean {
  return typeof tag === 'string' ? tag === 'merge' : tag.tag === 'tag:yaml.org,2002:merge'
}

function isShort({ items }: YAMLSeq): boolean {
  const texts = items.map((item) => (isScalar(item) ? String(item.value) : '\n'))
  const text = texts.join(', ')
  return text.length <= LONGEST_LINE && !text.includes('\n')
}

function writeText(node: Scalar, isKey: boolean): void {
  const value = String(node.value)
  if (!isKey) node.value = value.replaceAll('$', () => '$$')
  const text = String(node.value)
  node.type = scalarType(text, isKey)
}

function scalarType(text: string, isKey: boolean): Scalar.Type {
  switch (textStyle(text, isKey)) {
    case 'plain':
      return Scalar.PLAIN
    case 'block':
      return Scalar.BLOCK_LITERAL
    case 'single':
      return Scalar.QUOTE_SINGLE
    case 'double':
      return Scalar.QUOTE_DOUBLE
  }
}

/** Permissions are octal. */
function addFileModes(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      const { key, value } = pair
      if (!isScalar(key) || key.value !== 'mode' || !isScalar(value)) return
      if (typeof value.value === 'number') value.format = 'OCT'
    },
  })
}

function addBlankLines(document: Document, hasExternal: boolean): void {
  const root = document.contents
  if (!isMap(root)) return
  for (const [index, section] of root.items.entries()) {
    if (!isPair(section)) continue
    const name = keyOf(section)
    if (index > 0) space(section)
    if (name === 'secrets' && isScalar(section.key) && hasExternal)
      section.key.commentBefore = SECRETS
    if (name !== 'services' || !isMap(section.value)) continue
    for (const [at, service] of section.value.items.entries()) {
      if (at > 0 && isPair(service)) space(service)
    }
  }
}

function space(pair: Pair): void {
  if (isScalar(pair.key)) pair.key.spaceBefore = true
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}
