import type { TaskExcerpt } from '@kesako/deploy'
import { expect, it } from 'vitest'
import { describeFailedTasks } from './failed-tasks.ts'
import { styleFor } from './style.ts'

const plain = styleFor({ write: () => {}, isTerminal: false }, {})
const task: TaskExcerpt = {
  id: 'w9mrm1gk1vd2n4x6c8v0b2m4q',
  name: 'shop_web.1',
  service: 'shop_web',
  node: 'node-a',
  error: 'task: non-zero exit (1)',
  log: [],
}

it.each<readonly [string, readonly TaskExcerpt[], string]>([
  ['no failed task is no line', [], ''],
  [
    'the task, its node and its last lines',
    [{ ...task, log: ['starting', 'boom'] }],
    `    task shop_web.1 (w9mrm1gk1vd2n4x6c8v0b2m4q) on node-a, the last 2 lines of its log:
    | starting
    | boom
`,
  ],
  [
    'a task without a log, and one whose log can’t be read',
    [task, { ...task, name: 'shop_db.1', logProblem: 'The node is away.' }],
    `    task shop_web.1 (w9mrm1gk1vd2n4x6c8v0b2m4q) on node-a: there is no log of it
    task shop_db.1 (w9mrm1gk1vd2n4x6c8v0b2m4q) on node-a: The node is away.
`,
  ],
])('%s', (_, tasks, text) => {
  expect(describeFailedTasks(tasks, plain)).toBe(text)
})
