import { describe, expect, it } from 'vitest'
import type { Change, Plan } from '../plan/plan-types.ts'
import type { SyncInput } from './sync-status.ts'
import { syncStatus } from './sync-status.ts'

const because = { restarts: false, because: 'x' }
const remove: Change = {
  action: 'remove',
  ref: { kind: 'service', name: 'shop_web' },
  id: 's1',
  reason: 'x',
  when: 'prune',
  restart: because,
}
const hold: Change = {
  action: 'hold',
  ref: { kind: 'network', name: 'shop_default' },
  code: 'network-changed',
  reason: 'The network differs.',
  fields: [],
  remedy: 'x',
}

function withChanges(...changes: readonly Change[]): Plan {
  return { stack: 'shop', changes, warnings: [] }
}

const base: SyncInput = {
  enabled: true,
  broken: false,
  plan: withChanges(),
  inputsDigest: 'new',
  lastApplied: 'new',
}

describe('syncStatus', () => {
  it.each<readonly [string, Partial<SyncInput>, string]>([
    ['an empty plan', {}, 'synced'],
    ['an empty plan of a disabled stack', { enabled: false }, 'synced'],
    [
      'a plan for other inputs than the last applied',
      { plan: withChanges(remove), lastApplied: 'old' },
      'out-of-sync',
    ],
    [
      'a plan for a stack that was never applied',
      { plan: withChanges(remove), lastApplied: undefined },
      'out-of-sync',
    ],
    ['a plan for the inputs applied last', { plan: withChanges(remove) }, 'drifted'],
    [
      'a plan for inputs that are being deployed',
      { plan: withChanges(remove), deploying: true },
      'out-of-sync',
    ],
    ['an empty plan while its services begin to run', { deploying: true }, 'synced'],
    [
      'a disabled stack that still runs',
      { plan: withChanges(remove), enabled: false },
      'out-of-sync',
    ],
    ['a held change', { plan: withChanges(hold) }, 'held'],
    ['a held change beside others', { plan: withChanges(remove, hold) }, 'held'],
    [
      'a plan of a stack that waits for another',
      { plan: withChanges(remove), waits: 'W.' },
      'held',
    ],
    [
      'a plan of a stack whose turn comes after another',
      { plan: withChanges(remove), waits: 'W.', deploying: true },
      'out-of-sync',
    ],
    ['an empty plan of a stack that would wait', { waits: 'W.' }, 'synced'],
    ['everything held', { held: 'No branch main.' }, 'held'],
    ['files with errors', { broken: true, plan: undefined }, 'unknown'],
    ['no plan', { plan: undefined }, 'unknown'],
  ])('%s', (_, more, expected) => {
    const { sync, reason } = syncStatus({ ...base, ...more })
    expect(sync).toBe(expected)
    expect(reason).toMatch(/^[A-Z].*\.$/)
  })
})
