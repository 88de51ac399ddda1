import { Composer, LineCounter } from 'yaml'
import type { Place } from '../../problem.ts'
import { type Report, reportError } from '../report.ts'
import { bounds, scan } from './bounds.ts'
import { buildNode } from './build-node.ts'
import type { Node } from './node.ts'
import { readTokens } from './tokens.ts'

/**
 * Reads the first YAML document of a file into nodes with places. Reports what keeps it from being
 * one and returns undefined then. Files above the bounds are refused before they are built.
 */
export function readDocument(file: string, bytes: Uint8Array, report: Report): Node | undefined {
  const start: Place = { file, line: 1, column: 1 }
  const refuse = (code: string, message: string, remedy: string, place = start) => {
    reportError(report, { code, message, remedy, place, path: '' })
    return undefined
  }
  const smaller = 'Split it into several stacks; a Compose file is a few kilobytes.'
  if (bytes.length > bounds.bytes) {
    return refuse(
      'compose-too-large',
      `the file is ${bytes.length} bytes, above the limit of 1 MiB`,
      smaller,
    )
  }
  const text = decode(bytes)
  if (text === undefined) {
    return refuse('not-utf8', 'the file is not UTF-8 text', 'Save it with the encoding UTF-8.')
  }
  const { lines: lineCount, marks, forbidden } = scan(text)
  if (lineCount > bounds.lines) {
    return refuse('too-many-lines', `the file has more than ${bounds.lines} lines`, smaller)
  }
  const tooManyNodes = `the file has more than ${bounds.nodes} values`
  if (marks > bounds.marks) return refuse('too-many-nodes', tooManyNodes, smaller)
  const lines = new LineCounter()
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const read = readTokens(text, lines)
  if ('excess' in read) {
    return read.excess === 'nodes'
      ? refuse('too-many-nodes', tooManyNodes, smaller)
      : refuse('too-deep', `values are nested more than ${bounds.depth} levels deep`, 'Flatten it.')
  }
  if (forbidden !== undefined) {
    return refuse(
      'control-character',
      'a control character stands here',
      'Remove it, or write "\\x…" in double quotes.',
      at(forbidden),
    )
  }
  const options = {
    schema: 'failsafe',
    uniqueKeys: false,
    resolveKnownTags: false,
    prettyErrors: false,
  } as const
  const [document] = new Composer(options).compose(read.tokens, true, text.length)
  const [error] = document?.errors ?? []
  if (error !== undefined) {
    const message = `this is not valid YAML: ${sentence(error.message)}`
    return refuse(
      'yaml-invalid',
      message,
      'Check indentation, quotes and colons here.',
      at(error.pos[0]),
    )
  }
  return buildNode(document?.contents ?? null, at, report)
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function sentence(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '')
}
