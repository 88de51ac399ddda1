import { type Report, reportError } from './report.ts'
import type { MapNode, Node } from './yaml/node.ts'

/** The newest minor version of the format 3. */
export const NEWEST = 13

/**
 * The minor version of the format: 8 for `version: "3.8"`, 13 without one. Undefined when it was
 * reported as a problem.
 */
export function readVersion(root: MapNode, report: Report): number | undefined {
  const entry = root.entries.get('version')
  if (entry === undefined) return NEWEST
  const minor = minorOf(entry.value)
  if (minor !== undefined) return minor
  const isNumber = entry.value.kind === 'int' || entry.value.kind === 'float'
  reportError(report, {
    code: 'version',
    message: isNumber
      ? 'version must be text, not a number'
      : `this version of the Compose file format is not one of 3.0 to 3.${NEWEST}`,
    remedy: isNumber
      ? 'Put it in quotes: version: "3.8".'
      : 'Leave version out; the newest is meant then.',
    place: entry.value.at,
    path: 'version',
  })
  return undefined
}

function minorOf(node: Node): number | undefined {
  return node.kind === 'string' ? minorVersion(node.value) : undefined
}

/** The minor version of a text such as "3.8"; undefined where it is none. */
export function minorVersion(text: string): number | undefined {
  if (text === '' || text === '3') return NEWEST
  const match = /^3\.(0|[1-9]\d?)$/.exec(text)
  const minor = match === null ? undefined : Number(match[1])
  return minor !== undefined && minor <= NEWEST ? minor : undefined
}
