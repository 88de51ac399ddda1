import { type Report, reportError } from './report.ts'
import type { Node } from './yaml/node.ts'

/** Reports numbers that the docker CLI can't hold in JSON, wherever in the file they stand. */
export function checkNumbers(root: Node, report: Report): void {
  const seen = new Set<Node>()
  const visit = (node: Node, path: readonly string[]): void => {
    if (node.kind === 'float' && !Number.isFinite(node.value)) {
      reportError(report, {
        code: 'not-finite',
        message: `${path.join('.')} is not a finite number`,
        remedy: 'Put it in quotes if text is meant.',
        place: node.at,
        path: path.join('.'),
      })
    }
    if ((node.kind !== 'list' && node.kind !== 'map') || seen.has(node)) return
    seen.add(node)
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) visit(item, [...path, String(index)])
    } else {
      for (const [key, { value }] of node.entries) visit(value, [...path, key])
    }
  }
  visit(root, [])
}
