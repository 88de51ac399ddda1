import type { Change, Deployment, Plan } from '@kesako/core'
import { expect, it } from 'vitest'
import { planState } from './stack-facts.ts'

function hold(name: string): Change {
  const ref = { kind: 'service', name } as const
  return { action: 'hold', ref, code: 'service-mode-changed', reason: '', fields: [], remedy: '' }
}

function remove(name: string): Change {
  const restart = { restarts: false, because: '' }
  const ref = { kind: 'service', name } as const
  return { action: 'remove', ref, id: name, reason: '', when: 'prune', restart }
}

const plan = (...changes: readonly Change[]): Plan => ({ stack: 'shop', changes, warnings: [] })

/** An entry that held the service `held` and wrote to another. */
const newest: Deployment = {
  id: 'a1',
  stack: 'shop',
  action: 'deploy',
  revision: 'r1',
  repository: 'root',
  inputsDigest: 'new',
  actor: { name: 'ada', via: 'push' },
  startedAt: '2026-11-23T00:00:00.000Z',
  changes: [
    { action: 'hold', kind: 'service', name: 'held', restarts: false },
    { action: 'update', kind: 'service', name: 'other', restarts: true },
  ],
  end: { endedAt: '2026-11-23T00:00:01.000Z', outcome: 'held', code: 'held', reason: 'x' },
}

it.each([
  ['nothing', plan(), 'empty'],
  ['holds alone', plan(hold('held')), 'held'],
  ['changes alone', plan(remove('other')), 'changes'],
  ['what was not held, beside a hold', plan(hold('held'), remove('other')), 'drift-beside-holds'],
  ['what was held, beside another hold', plan(hold('other'), remove('held')), 'changes'],
])('a plan of %s', (_name, made, state) => {
  expect(planState(made, newest)).toBe(state)
})
