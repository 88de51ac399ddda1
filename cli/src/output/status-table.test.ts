import { describe, expect, it } from 'vitest'
import type { StackRow } from '../input/read-status.ts'
import { stackDetails, statusTable } from './status-table.ts'

const service = {
  name: 'shop_web',
  image: 'web:1',
  health: 'healthy',
  healthReason: '1 of 1 task runs.',
  tasks: { running: 1, desired: 1 },
} as const

const shop: StackRow = {
  name: 'shop',
  managed: true,
  sync: 'synced',
  syncReason: 'The swarm equals the repository.',
  health: 'healthy',
  healthReason: '1 of 1 task runs.',
  tasks: { running: 1, desired: 1 },
  services: [service],
}

describe('statusTable', () => {
  it('gives no reason where all is well, and both where neither is', () => {
    const broken: StackRow = {
      ...shop,
      name: 'mail',
      sync: 'drifted',
      syncReason: 'Replicas differ.',
      health: 'degraded',
      healthReason: 'Service mail_a: no node.',
    }
    const { sync: _sync, syncReason: _reason, ...live } = shop
    const foreign: StackRow = { ...live, name: 'old', managed: false }
    expect(statusTable([shop, broken, foreign]).split('\n')).toEqual([
      'STACK  SYNC     HEALTH    TASKS  REASON',
      'shop   synced   healthy   1/1',
      'mail   drifted  degraded  1/1    Replicas differ. Service mail_a: no node.',
      'old    -        healthy   1/1    Not managed by Kesako.',
    ])
  })

  it('says so when there is none', () => {
    expect(statusTable([])).toBe('No stacks.')
  })
})

describe('stackDetails', () => {
  it('lists the services of a stack', () => {
    expect(stackDetails(shop).split('\n')).toEqual([
      'shop: synced, healthy',
      '',
      'SERVICE   IMAGE  HEALTH   TASKS  REASON',
      'shop_web  web:1  healthy  1/1',
    ])
  })

  it('needs no table for a stack of which nothing runs', () => {
    const missing: StackRow = { ...shop, health: 'missing', healthReason: 'Gone.', services: [] }
    expect(stackDetails(missing)).toBe('shop: synced, missing. Gone.')
  })
})
