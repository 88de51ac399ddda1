import { IMAGE_LABEL, KESAKO_PREFIX } from '../labels.ts'
import type { Change, FieldDiff, Plan } from '../plan/plan-types.ts'
import { isJob } from '../spec/service-mode.ts'
import type { Loss } from './adoption.ts'
import { meaningOf } from './meaning.ts'
import type { StackParts } from './stack-parts.ts'

/** What the plan of the written file would do to what runs, but for putting Kesako's labels on it. */
export function planLosses({ changes }: Plan, parts: StackParts): readonly Loss[] {
  return changes.flatMap((change) => changeLosses(change, parts))
}

function changeLosses(change: Change, parts: StackParts): readonly Loss[] {
  const { ref } = change
  switch (change.action) {
    case 'create':
      return [{ ref, field: '', meaning: createMeaning(change), effect: 'restarts' }]
    case 'remove':
      // Networks and secrets that nothing uses are left where they are, and noted.
      if (ref.kind !== 'service') return []
      return [{ ref, field: '', meaning: unnamedMeaning(parts.stack), effect: 'restarts' }]
    case 'update': {
      const job = change.object.kind === 'service' && isJob(change.object.spec)
      const lost = change.fields.filter((field) => isLost(field, job))
      const restarts = change.restart.restarts || job
      return lost.map((field) => fieldLoss(change, field, restarts ? 'restarts' : 'changes'))
    }
    case 'replace':
    case 'hold':
      return change.fields
        .filter((field) => isLost(field, false))
        .map((field) => fieldLoss(change, field, 'restarts'))
  }
}

/** Labels of ours change nothing; nor does the note of the image as it was asked for, save for a job. */
function isLost({ path }: FieldDiff, job: boolean): boolean {
  if (path.startsWith(`Labels[${KESAKO_PREFIX}`)) return false
  return job || path !== `Labels[${IMAGE_LABEL}]`
}

function fieldLoss({ ref }: Change, { path, from }: FieldDiff, effect: Loss['effect']): Loss {
  const value = from === undefined ? {} : { value: from }
  return { ref, field: path, ...value, meaning: meaningOf(path, from), effect }
}

function createMeaning({ ref }: Change): string {
  return ref.kind === 'network'
    ? 'A service without networks joins this one when it comes from a Compose file, so it would be created.'
    : `The ${ref.kind} would be created.`
}

function unnamedMeaning(stack: string): string {
  return `A Compose file of the stack ${stack} makes services whose names begin with ${stack}_ and that run containers, so this one is left out.`
}
