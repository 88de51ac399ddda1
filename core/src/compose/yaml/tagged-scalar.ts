import { decodeBase64 } from './binary.ts'
import { formatGoFloat } from './go-float.ts'
import type { ScalarNode } from './node.ts'
import type { ScalarSyntax } from './parse/syntax-node.ts'
import { resolvePlain } from './scalar.ts'
import { isDayAway } from './timestamp.ts'
import { YamlFault } from './yaml-fault.ts'

const standardPrefix = 'tag:yaml.org,2002:'

/** `!!int` for `tag:yaml.org,2002:int`; other tags as they are. */
export function shortTag(tag: string): string {
  return tag.startsWith(standardPrefix) ? `!!${tag.slice(standardPrefix.length)}` : tag
}

/** A scalar with its tag, as the docker CLI reads it: tags that YAML doesn't define make it text. */
export function resolveScalar(syntax: ScalarSyntax): ScalarNode {
  const { text, at } = syntax
  const node = resolveTagged(syntax)
  if (node.kind === 'float' && !Number.isFinite(node.value)) {
    const message = `${text} is no number that any key may have`
    throw new YamlFault(
      at,
      message,
      'Write a finite number, or put it in quotes.',
      'number-not-finite',
    )
  }
  if (node.kind === 'time' && isDayAway(text)) {
    const message = `the time zone of ${text} is a day or more away`
    throw new YamlFault(at, message, 'Correct it, or put the text in quotes.', 'time-zone-too-far')
  }
  const isRespelled =
    node.kind === 'time' ||
    (node.kind === 'int' && String(node.value) !== text) ||
    (node.kind === 'float' && formatGoFloat(node.value) !== text)
  return isRespelled ? { ...node, written: text } : node
}

function resolveTagged(syntax: ScalarSyntax): ScalarNode {
  const { text, at, plain } = syntax
  if (syntax.tag === undefined || syntax.tag === '!') {
    return plain ? resolvePlain(text, at) : { kind: 'string', value: text, at }
  }
  const tag = shortTag(syntax.tag)
  const wanted = kinds.get(tag)
  if (wanted === undefined)
    return { kind: 'string', value: tag === '!!binary' ? decoded(syntax) : text, at }
  const node = resolvePlain(text, at)
  if (node.kind === wanted) return node
  if (wanted === 'float' && node.kind === 'int') {
    return { kind: 'float', value: Number(node.value), at }
  }
  throw refused(syntax, `the text is no value of the tag ${tag}`, 'Remove the tag.')
}

const kinds: ReadonlyMap<string, ScalarNode['kind']> = new Map([
  ['!!int', 'int'],
  ['!!float', 'float'],
  ['!!bool', 'bool'],
  ['!!null', 'null'],
  ['!!timestamp', 'time'],
])

function decoded(syntax: ScalarSyntax): string {
  const text = decodeBase64(syntax.text)
  if (text !== undefined) return text
  throw refused(syntax, 'the text of the tag !!binary is not Base64', 'Put the data into a file.')
}

function refused({ at }: ScalarSyntax, message: string, remedy: string): YamlFault {
  return new YamlFault(at, message, remedy, 'yaml-tag')
}
