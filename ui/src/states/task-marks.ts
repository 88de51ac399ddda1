import type { Health } from '@kesako/core'

/** Marks of a stack's tasks, drawn beside “2/5”: first those that run, then those that should. */
export interface TaskMarks {
  /** More than six running tasks are one bar. */
  readonly bar: boolean
  readonly running: number
  readonly waiting: number
  /** How those look that don't run: starting when nothing has failed yet, else pending. */
  readonly waitingAs: 'starting' | 'pending' | 'off'
}

const MOST_RUNNING = 6
const MOST_WAITING = 4

export function taskMarks(running: number, desired: number, health: Health): TaskMarks {
  const waiting = Math.max(0, desired - running)
  const bar = running > MOST_RUNNING
  return {
    bar,
    running: bar ? 0 : running,
    waiting: Math.min(waiting, MOST_WAITING),
    waitingAs: waitingAs(health),
  }
}

function waitingAs(health: Health): TaskMarks['waitingAs'] {
  switch (health) {
    case 'healthy':
    case 'progressing':
      return 'starting'
    case 'degraded':
    case 'missing':
      return 'pending'
    case 'stopped':
    case 'unknown':
      return 'off'
  }
}
