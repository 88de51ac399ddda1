import { type Report, reportWarning } from '../report.ts'
import { child, type MapNode } from '../yaml/node.ts'

/** Decimal numbers that are octal permissions as people write them: 0640, 0644, 0660, 0664, 0777. */
const meant: ReadonlySet<bigint> = new Set([416n, 420n, 432n, 436n, 511n])

/** Warns of the mode of a secret or config that looks octal and was read as decimal: `mode: 440`. */
export function warnOfModes(service: MapNode, path: string, report: Report): void {
  for (const key of ['secrets', 'configs']) {
    const uses = child(service, key)
    for (const [index, use] of (uses?.kind === 'list' ? uses.items : []).entries()) {
      const mode = child(use, 'mode')
      if (mode?.kind !== 'int' || mode.written !== undefined || meant.has(mode.value)) continue
      if (!/^[4-7][0-7]{2}$/.test(String(mode.value))) continue
      reportWarning(report, {
        code: 'mode-decimal',
        message: `the mode ${mode.value} is read as a decimal number, which is 0${mode.value.toString(8)} in octal`,
        remedy: `Write 0${mode.value} if you mean the permissions ${mode.value}.`,
        place: mode.at,
        path: `${path}.${key}.${index}.mode`,
      })
    }
  }
}
