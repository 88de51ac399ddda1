import type { Change, Plan } from '@kesako/core'
import { expect, it } from 'vitest'
import { publicPlan } from './public-plan.ts'

const remove: Change = {
  action: 'remove',
  ref: { kind: 'service', name: 'shop_old' },
  id: 's1',
  reason: 'It is no longer named.',
  when: 'before-create',
  restart: { restarts: false, because: 'x' },
}

it('names the stages, and the stage of each service, where there are several', () => {
  const stages = [
    { wave: -1, services: ['shop_migrate'] },
    { wave: 0, services: ['shop_web'] },
  ]
  const plan: Plan = {
    stack: 'shop',
    changes: [{ ...remove, stage: 2 }],
    warnings: [],
    stages,
  }
  expect(publicPlan(plan)).toMatchObject({ stages, changes: [{ name: 'shop_old', stage: 2 }] })
})

it('says nothing of stages where there is one', () => {
  const plan: Plan = { stack: 'shop', changes: [remove], warnings: [] }
  expect(JSON.stringify(publicPlan(plan))).not.toContain('tage')
})
