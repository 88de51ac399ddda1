import type { MapSyntax, Pair, SyntaxNode } from '../yaml/parse/syntax-node.ts'
import { type SourceText, splice } from './source-text.ts'

/** Adds a section `deploy` behind the other keys of a service. */
export function addDeploy(
  source: SourceText,
  serviceKey: SyntaxNode,
  body: MapSyntax,
  replicas: number,
): string {
  const flow = flowStart(source, body)
  if (flow !== undefined) {
    const section = `${name(source, body, 'deploy')}: { ${name(source, body, 'replicas')}: ${replicas} }`
    return splice(source, flow, flow, `${section}${body.pairs.length === 0 ? '' : ', '}`)
  }
  const { column } = body.at
  const indent = ' '.repeat(column - 1)
  const step = ' '.repeat(Math.max(1, column - serviceKey.at.column))
  const { newline } = source
  const line = lastLine(source, body) + 1
  const at = source.lineStart(line)
  // A last line without its break gets one first.
  const before =
    at > 0 && source.lineAt(line) === undefined && !endsLine(source.text) ? newline : ''
  const section = `${indent}deploy:${newline}${indent}${step}replicas: ${replicas}${newline}`
  return splice(source, at, at, before + section)
}

/** Adds `replicas` in front of the other keys of `deploy`. */
export function addReplicas(source: SourceText, deploy: MapSyntax, replicas: number): string {
  const flow = flowStart(source, deploy)
  if (flow !== undefined) {
    const pair = `${name(source, deploy, 'replicas')}: ${replicas}`
    return splice(source, flow, flow, `${pair}${deploy.pairs.length === 0 ? '' : ', '}`)
  }
  const at = source.offsetOf(deploy.at)
  const indent = ' '.repeat(deploy.at.column - 1)
  return splice(source, at, at, `replicas: ${replicas}${source.newline}${indent}`)
}

/** Fills a `deploy:` that has no value. */
export function fillDeploy(
  source: SourceText,
  { key }: Pair,
  body: MapSyntax,
  replicas: number,
): string {
  const colon = afterColon(source, key)
  const inFlow = flowStart(source, body) !== undefined
  return splice(
    source,
    colon,
    colon,
    ` { ${inFlow ? name(source, body, 'replicas') : 'replicas'}: ${replicas} }`,
  )
}

/** Fills a `replicas:` that has no value. */
export function fillReplicas(source: SourceText, { key }: Pair, replicas: number): string {
  const colon = afterColon(source, key)
  return splice(source, colon, colon, ` ${replicas}`)
}

function afterColon(source: SourceText, key: SyntaxNode): number {
  return source.text.indexOf(':', source.offsetOf(key.at)) + 1
}

/** Offset behind the brace of a map in braces; undefined for one in lines. */
function flowStart(source: SourceText, map: MapSyntax): number | undefined {
  const at = source.offsetOf(map.at)
  if (source.text[at] !== '{') return undefined
  return source.text[at + 1] === ' ' ? at + 2 : at + 1
}

/** In quotes where the keys beside it are, as in a JSON file. */
function name(source: SourceText, { pairs }: MapSyntax, key: string): string {
  const beside = pairs[0]?.key.at
  const quoted = beside !== undefined && source.text[source.offsetOf(beside)] === '"'
  return quoted ? `"${key}"` : key
}

/** The last line that belongs to a map in lines. */
function lastLine(source: SourceText, map: MapSyntax): number {
  const indent = map.at.column - 1
  let last = map.pairs.at(-1)?.key.at.line ?? map.at.line
  for (let line = last + 1; ; line++) {
    const text = source.lineAt(line)
    if (text === undefined) return last
    const content = text.trimStart()
    if (content === '') continue
    const depth = text.length - content.length
    const inside = depth > indent || (depth === indent && content.startsWith('- '))
    if (inside) last = line
    else if (!content.startsWith('#')) return last
  }
}

function endsLine(text: string): boolean {
  return /[\n\r]$/.test(text)
}
