import { type Report, reportWarning } from '../report.ts'
import { child, type MapNode, type Node } from '../yaml/node.ts'

/** Warns of `- NAME="value"`, whose quotes become part of the value. */
export function warnOfQuotedPairs(service: MapNode, path: string, report: Report): void {
  warnOfList(child(service, 'environment'), `${path}.environment`, report)
  warnOfList(child(service, 'labels'), `${path}.labels`, report)
  warnOfList(child(child(service, 'deploy'), 'labels'), `${path}.deploy.labels`, report)
}

function warnOfList(list: Node | undefined, path: string, report: Report): void {
  for (const [index, item] of (list?.kind === 'list' ? list.items : []).entries()) {
    const match = item.kind === 'string' ? /^([^=]*)=(["']).*\2$/s.exec(item.value) : null
    if (match === null) continue
    reportWarning(report, {
      code: 'quotes-in-value',
      message: `the quotes around the value of ${match[1]} are part of it`,
      remedy: `Quote the whole item instead: "${match[1]}=value".`,
      place: item.at,
      path: `${path}.${index}`,
    })
  }
}
