import type { Change, HoldCode } from './plan-types.ts'

/** Every change as a hold for one reason, so that a person sees what would happen and nothing does. */
export function holdAll(
  changes: readonly Change[],
  why: (change: Change) => {
    readonly code: HoldCode
    readonly reason: string
    readonly remedy: string
  },
): readonly Change[] {
  return changes.map((change): Change => {
    const { code, reason, remedy } = why(change)
    const fields = 'fields' in change ? change.fields : []
    const stage = change.stage === undefined ? {} : { stage: change.stage }
    return { action: 'hold', ref: change.ref, code, reason, fields, remedy, ...stage }
  })
}

/** What a change would do, for the reason of its hold. */
export function wouldDo(change: Change): string {
  switch (change.action) {
    case 'create':
      return 'It would be created.'
    case 'update':
      return `It would be updated: ${change.reason} ${restartSentence(change.restart)}`
    case 'replace':
      return `It would be removed and created again. ${change.reason}`
    case 'remove':
      return 'It would be removed.'
    case 'hold':
      return change.reason
  }
}

function restartSentence(restart: {
  readonly restarts: boolean
  readonly because: string
}): string {
  return restart.restarts
    ? `Its tasks would restart, because ${restart.because}.`
    : `No task would restart, because ${restart.because}.`
}
