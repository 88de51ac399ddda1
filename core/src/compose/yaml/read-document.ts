import type { Place } from '../../problem.ts'
import { type Report, reportError } from '../report.ts'
import { bounds, nothingSpent, type Spent } from './bounds.ts'
import { buildNode } from './build-node.ts'
import { decodeText, lineCount, placeOfForbidden } from './decode-text.ts'
import type { Node } from './node.ts'
import { parseDocument } from './parse/parse-document.ts'
import { YamlFault } from './yaml-fault.ts'

/**
 * Reads the first YAML document of a file into nodes with places. Reports what keeps it from being
 * one and returns undefined then. Files above the bounds are refused before they are built; `spent`
 * is what other files of the stack took of them.
 */
export function readDocument(
  file: string,
  bytes: Uint8Array,
  report: Report,
  spent: Spent = nothingSpent(),
): Node | undefined {
  try {
    spent.bytes += bytes.length
    return buildNode(parseDocument(file, readText(bytes, spent), spent), spent)
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error
    const { code, line, column, remedy } = error
    const place: Place = { file, line, column }
    const message =
      code === 'yaml-invalid' ? `this is not valid YAML: ${error.message}` : error.message
    reportError(report, { code, message, remedy, place, path: '' })
    return undefined
  }
}

function readText(bytes: Uint8Array, spent: Spent): string {
  const start = { line: 1, column: 1 }
  if (spent.bytes > bounds.bytes) {
    const what = spent.bytes === bytes.length ? 'the file has' : 'the files of the stack have'
    const message = `${what} ${spent.bytes} bytes, above the limit of 1 MiB`
    throw new YamlFault(start, message, bounds.remedy, 'compose-too-large')
  }
  const text = decodeText(bytes)
  if (text === undefined) {
    const remedy = 'Save it with the encoding UTF-8.'
    throw new YamlFault(start, 'the file is not UTF-8 text', remedy, 'not-utf8')
  }
  if (lineCount(text) > bounds.lines) {
    const message = `the file has more than ${bounds.lines} lines`
    throw new YamlFault(start, message, bounds.remedy, 'too-many-lines')
  }
  const forbidden = placeOfForbidden(text)
  if (forbidden !== undefined) {
    const remedy = 'Remove it, or write "\\x…" in double quotes.'
    throw new YamlFault(forbidden, 'a control character stands here', remedy, 'control-character')
  }
  return text
}
