import { Composer, type CST, LineCounter, Parser } from 'yaml'
import type { Place } from '../../problem.ts'
import { type Report, reportError } from '../report.ts'
import { bounds, exceeded } from './bounds.ts'
import { buildNode } from './build-node.ts'
import type { Node } from './node.ts'

/**
 * Reads the first YAML document of a file into nodes with places. Reports what keeps it from being
 * one and returns undefined then. Files above the bounds are refused before they are parsed.
 */
export function readDocument(file: string, bytes: Uint8Array, report: Report): Node | undefined {
  const refuse = (code: string, message: string, remedy: string, place = placeOf(file, 1, 1)) => {
    reportError(report, { code, message, remedy, place, path: '' })
    return undefined
  }
  const smaller = 'Split it into several stacks; a Compose file is a few kilobytes.'
  if (bytes.length > bounds.bytes) {
    return refuse(
      'file-too-large',
      `the file is ${bytes.length} bytes, above the limit of 1 MiB`,
      smaller,
    )
  }
  const text = decode(bytes)
  if (text === undefined) {
    return refuse('not-utf8', 'the file is not UTF-8 text', 'Save it with the encoding UTF-8.')
  }
  if (countLines(text) > bounds.lines) {
    return refuse('too-many-lines', `the file has more than ${bounds.lines} lines`, smaller)
  }
  const lines = new LineCounter()
  const token = firstDocument(text, lines)
  const excess = token.some((part) => exceeded(part) === 'depth')
    ? 'depth'
    : token.map(exceeded).find((found) => found !== undefined)
  if (excess === 'depth') {
    return refuse(
      'too-deep',
      `values are nested more than ${bounds.depth} levels deep`,
      'Flatten it.',
    )
  }
  if (excess === 'nodes') {
    return refuse('too-many-nodes', `the file has more than ${bounds.nodes} values`, smaller)
  }
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return placeOf(file, line, col)
  }
  const options = { schema: 'failsafe', uniqueKeys: false, resolveKnownTags: false } as const
  const [document] = new Composer(options).compose(token, true, text.length)
  const [error] = document?.errors ?? []
  if (error !== undefined) {
    const remedy = 'Check indentation, quotes and colons here.'
    return refuse(
      'yaml-invalid',
      `this is not valid YAML: ${sentence(error.message)}`,
      remedy,
      at(error.pos[0]),
    )
  }
  return buildNode(document?.contents ?? null, at, report)
}

/** The tokens up to the second document, which the docker CLI doesn't look at. */
function firstDocument(text: string, lines: LineCounter): readonly CST.Token[] {
  const tokens: CST.Token[] = []
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === 'document' && tokens.some((earlier) => earlier.type === 'document')) break
    tokens.push(token)
  }
  return tokens
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

function placeOf(file: string, line: number, column: number): Place {
  return { file, line, column }
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
}
