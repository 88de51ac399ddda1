import type { StackPolicy } from '../../desired-state.ts'
import { type Report, reportError } from '../report.ts'
import type { PolicyPart } from './policy-part.ts'

/** Reports services that wait for one of a later wave, which is deployed after them. */
export function checkWaves(
  parts: readonly PolicyPart[],
  { waves }: Pick<StackPolicy, 'waves'>,
  report: Report,
): void {
  for (const { service, mentions } of parts) {
    if (service === undefined) continue
    const own = waves.get(service) ?? 0
    for (const { of, name, place, path } of mentions) {
      const other = waves.get(name) ?? 0
      if (of !== 'service' || other <= own) continue
      reportError(report, {
        code: 'depends-on-later-wave',
        message: `the service "${service}" of wave ${own} waits for "${name}" of wave ${other}, which is deployed later`,
        remedy: `Give "${service}" a wave of ${other} or more, or "${name}" one of ${own} or less.`,
        place,
        path,
      })
    }
  }
}
