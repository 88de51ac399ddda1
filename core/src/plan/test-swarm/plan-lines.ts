import type { Change, Plan } from '../plan-types.ts'

/** A plan in one line per change, for comparing: `update service shop_web (restarts)`. */
export function planLines(plan: Plan): readonly string[] {
  return plan.changes.map((change) => {
    const more = detail(change)
    return `${change.action} ${change.ref.kind} ${change.ref.name}${more === '' ? '' : ` (${more})`}`
  })
}

function detail(change: Change): string {
  switch (change.action) {
    case 'create':
      return ''
    case 'hold':
      return change.code
    case 'remove':
      return change.when
    case 'update':
    case 'replace':
      return change.restart.restarts ? 'restarts' : ''
  }
}
