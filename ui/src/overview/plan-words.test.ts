import type { ChangeView } from '@kesako/contract'
import { describe, expect, it } from 'vitest'
import { fieldValue, ignoredLine, planSummary, planWrites, stageLine } from './plan-words.ts'

function plan(...changes: readonly ChangeView[]) {
  return { stack: 'shop', empty: changes.length === 0, changes, warnings: [] }
}

const update: ChangeView = {
  action: 'update',
  kind: 'service',
  name: 'shop_web',
  reason: 'Its image differs.',
  destructive: false,
  restart: { restarts: true, because: 'the image changes' },
}
const hold: ChangeView = {
  action: 'hold',
  kind: 'network',
  name: 'shop_net',
  reason: 'It differs.',
  destructive: false,
}

describe('planSummary', () => {
  it('names what restarts', () => {
    expect(planSummary(plan(update, hold))).toBe('1 change, restarts tasks of shop_web; 1 held.')
    expect(planSummary(plan(hold))).toBe('nothing would be written; 1 held.')
    expect(planSummary(plan())).toBe('nothing would be written.')
  })
})

describe('planWrites', () => {
  it('is false for a plan that only holds', () => {
    expect(planWrites(plan(hold))).toBe(false)
    expect(planWrites(plan())).toBe(false)
    expect(planWrites(plan(hold, update))).toBe(true)
  })
})

describe('stageLine', () => {
  it('says which stage of how many it is', () => {
    const stages = [
      { wave: -1, services: ['shop_migrate'] },
      { wave: 0, services: ['shop_web'] },
    ]
    expect(stageLine({ ...plan(update), stages }, 1)).toBe('Stage 1 of 2.')
    expect(stageLine({ ...plan(update), stages }, 2)).toBe('Stage 2 of 2, when all before it runs.')
  })
})

describe('ignoredLine', () => {
  it('says what runs and what the file says', () => {
    const left = { service: 'shop_web', field: 'deploy.replicas' } as const
    expect(ignoredLine({ ...left, fields: [] })).toBe(
      'deploy.replicas of shop_web is as the file says.',
    )
    const fields = [{ path: 'Mode.Replicated.Replicas', from: 4, to: 2 }]
    expect(ignoredLine({ ...left, fields })).toBe(
      'deploy.replicas of shop_web: Mode.Replicated.Replicas is 4, the file says 2.',
    )
  })
})

describe('fieldValue', () => {
  it.each([
    [undefined, 'not set'],
    ['nginx:1', 'nginx:1'],
    [4, '4'],
    [null, 'null'],
    [{ a: [1] }, '{"a":[1]}'],
  ])('of %j', (value, expected) => {
    expect(fieldValue(value)).toBe(expected)
  })

  it('is never longer than a line', () => {
    expect(fieldValue('x'.repeat(500))).toHaveLength(120)
  })
})
