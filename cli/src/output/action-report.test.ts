import type { ActionAnswer } from '@kesako/contract'
import { expect, it } from 'vitest'
import { describeAction } from './action-report.ts'

const answer: ActionAnswer = {
  done: true,
  action: 'drain',
  target: { kind: 'node', id: 'n1', name: 'node-a' },
  effects: ['2 tasks there are stopped.'],
  tasks: [
    { id: 't1', name: 'shop_web.1', node: 'node-a', mayGoTo: ['node-b', 'node-c'] },
    { id: 't2', name: 'shop_db.1', node: 'node-a', mayGoTo: [] },
  ],
}

it.each([
  ['done', answer, false, 'Drained node node-a.'],
  ['a dry run', { ...answer, done: false }, true, 'Would drain node node-a:'],
  ['nothing', { ...answer, done: false }, false, 'Nothing was done to node node-a.'],
])('%s', (_what, seen, dryRun, head) => {
  expect(describeAction(seen, dryRun).split('\n')).toEqual([
    head,
    '  2 tasks there are stopped.',
    '  shop_web.1 on node-a -> node-b or node-c',
    '  shop_db.1 on node-a -> nowhere',
  ])
})
