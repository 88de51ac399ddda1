import { IMAGE_LABEL, KESAKO_PREFIX, REPOSITORY_LABEL } from '../labels.ts'
import type { LiveService } from '../live/live-state.ts'
import type { FieldDiff } from './plan-types.ts'

const SHOWN = 3

/** Why a service is updated, in one sentence that names the fields. */
export function serviceReason(fields: readonly FieldDiff[], live: LiveService): string {
  const ours = fields.filter(({ path }) => path.startsWith(`Labels[${KESAKO_PREFIX}`))
  if (ours.length === fields.length) {
    return live.spec.Labels[REPOSITORY_LABEL] === undefined
      ? "It runs as asked; Kesako's labels are put on it."
      : "It runs as asked; only Kesako's labels change."
  }
  const paths = fields
    .filter((field) => !ours.includes(field) && field.path !== `Labels[${IMAGE_LABEL}]`)
    .map(({ path }) => path)
  if (paths.length === 0) return `Labels[${IMAGE_LABEL}] differs.`
  const rest = paths.length - SHOWN
  const named = paths.slice(0, SHOWN).join(', ')
  const more = rest > 0 ? ` and ${rest} more` : ''
  return paths.length === 1 ? `${named} differs.` : `${named}${more} differ.`
}
