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
  const { value } = entry
  reportError(report, {
    code: 'version',
    ...describe(value),
    place: value.at,
    path: 'version',
  })
  return undefined
}

function describe(node: Node): { readonly message: string; readonly remedy: string } {
  const leaveOut = 'Leave version out; the newest is meant then.'
  if (node.kind === 'int' || node.kind === 'float') {
    return {
      message: 'version must be text, not a number',
      remedy: 'Put it in quotes: version: "3.8".',
    }
  }
  if (node.kind !== 'string') {
    return { message: `version must be text, one of 3.0 to 3.${NEWEST}`, remedy: leaveOut }
  }
  if (node.value.includes('$')) {
    const message = 'variables are not filled in in version'
    return { message, remedy: `Write one of 3.0 to 3.${NEWEST}, or leave version out.` }
  }
  const shown = node.value.length > 20 ? `${node.value.slice(0, 20)}…` : node.value
  return { message: `version "${shown}" is not one of 3.0 to 3.${NEWEST}`, remedy: leaveOut }
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
