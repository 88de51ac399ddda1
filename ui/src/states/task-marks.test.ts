import { describe, expect, it } from 'vitest'
import { taskMarks } from './task-marks.ts'

describe('taskMarks', () => {
  it.each([
    ['all run', 3, 3, 'healthy', { bar: false, running: 3, waiting: 0 }],
    ['six run', 6, 6, 'healthy', { bar: false, running: 6, waiting: 0 }],
    ['seven run', 7, 7, 'healthy', { bar: true, running: 0, waiting: 0 }],
    ['some start', 1, 3, 'progressing', { running: 1, waiting: 2, waitingAs: 'starting' }],
    ['some fail', 2, 5, 'degraded', { running: 2, waiting: 3, waitingAs: 'pending' }],
    ['many fail', 0, 50, 'missing', { running: 0, waiting: 4, waitingAs: 'pending' }],
    ['more run than asked for', 3, 2, 'healthy', { running: 3, waiting: 0 }],
    ['none should', 0, 0, 'stopped', { running: 0, waiting: 0 }],
  ] as const)('when %s', (_name, running, desired, health, expected) => {
    expect(taskMarks(running, desired, health)).toMatchObject(expected)
  })
})
