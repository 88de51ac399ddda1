import type { ContentAnswer } from '@kesako/contract'
import { expect, it } from 'vitest'
import { describeContent } from './content-report.ts'

it.each<readonly [ContentAnswer['outcome'], boolean, string]>([
  ['created', true, 'Created secret db.'],
  ['created', false, 'Would create secret db.'],
  ['removed', false, 'Would remove secret db.'],
  ['unchanged', false, 'Left as it is: secret db, which has this value already.'],
])('%s, done %s', (outcome, done, line) => {
  expect(describeContent('secret', { outcome, done, name: 'db' })).toBe(line)
})
