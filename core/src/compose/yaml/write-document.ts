import type { Node } from './node.ts'
import { textStyle } from './text-style.ts'

/**
 * Writes a document as a person would: two spaces, a blank line between sections and between
 * services, quotes where a reader would take a text for something else. The same node gives the same
 * text, and reading it gives the node back but for places.
 */
export function writeDocument(root: Node): string {
  if (root.kind !== 'map' || root.entries.size === 0) return `${inLine(root)}\n`
  const sections = [...root.entries].map(([key, { value }]) => {
    const isServices = key === 'services' && value.kind === 'map' && value.entries.size > 0
    if (!isServices || value.kind !== 'map') return lines(key, value, '').join('\n')
    const services = [...value.entries].map(([name, service]) =>
      lines(name, service.value, '  ').join('\n'),
    )
    return ['services:', services.join('\n\n')].join('\n')
  })
  return `${sections.join('\n\n')}\n`
}

/** A key with its value, at an indentation. */
function lines(key: string, value: Node, indent: string): readonly string[] {
  return afterMark(`${indent}${keyText(key)}:`, value, indent)
}

/** What follows `key:` or `-`: in the same line where it is short, else below. */
function afterMark(mark: string, value: Node, indent: string): readonly string[] {
  const inside = `${indent}  `
  switch (value.kind) {
    case 'map':
      if (value.entries.size === 0) return [`${mark} {}`]
      return [mark, ...mapLines(value, inside)]
    case 'list':
      if (value.items.length === 0) return [`${mark} []`]
      return [mark, ...value.items.flatMap((item) => itemLines(item, inside))]
    case 'null':
      return [mark]
    case 'string':
      if (textStyle(value.value, false) === 'block') return blockLines(mark, value.value, inside)
      return [`${mark} ${inLine(value)}`]
    case 'bool':
    case 'int':
    case 'float':
    case 'time':
      return [`${mark} ${inLine(value)}`]
  }
}

function mapLines(node: Node & { readonly kind: 'map' }, indent: string): readonly string[] {
  return [...node.entries].flatMap(([key, { value }]) => lines(key, value, indent))
}

/** A mapping begins in the line of its dash. */
function itemLines(item: Node, indent: string): readonly string[] {
  if (item.kind === 'null') return [`${indent}- null`]
  if (item.kind !== 'map' || item.entries.size === 0) return afterMark(`${indent}-`, item, indent)
  const [first = '', ...rest] = mapLines(item, `${indent}  `)
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest]
}

function blockLines(mark: string, text: string, indent: string): readonly string[] {
  const ends = text.endsWith('\n')
  const content = (ends ? text.slice(0, -1) : text).split('\n')
  return [
    `${mark} ${ends ? '|' : '|-'}`,
    ...content.map((line) => (line === '' ? '' : `${indent}${line}`)),
  ]
}

function keyText(key: string): string {
  switch (textStyle(key, true)) {
    case 'single':
      return singleQuoted(key)
    case 'double':
    case 'block':
      return doubleQuoted(key)
    case 'plain':
      return key
  }
}

function inLine(node: Node): string {
  switch (node.kind) {
    case 'null':
      return 'null'
    case 'bool':
      return String(node.value)
    case 'int':
    case 'time':
      return node.written ?? String(node.value)
    case 'float':
      return node.written ?? floatText(node.value)
    case 'string':
      return textStyle(node.value, false) === 'plain' ? node.value : quoted(node.value)
    case 'list':
      return '[]'
    case 'map':
      return '{}'
  }
}

/** A whole number that is a float keeps its point, so that it stays one. */
function floatText(value: number): string {
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

function quoted(text: string): string {
  return textStyle(text, true) === 'single' ? singleQuoted(text) : doubleQuoted(text)
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** What some reader would refuse, or take for the end of a line, is escaped. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]|[\u{E0000}-\u{E0FFF}]/gu,
    (character) => {
      const code = character.codePointAt(0) ?? 0
      return code > 0xffff
        ? `\\U${code.toString(16).padStart(8, '0')}`
        : `\\u${code.toString(16).padStart(4, '0')}`
    },
  )
}
