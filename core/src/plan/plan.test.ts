import { describe, expect, it } from 'vitest'
import { plan } from './plan.ts'
import { applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { OBJECT_CASES } from './test-swarm/object-cases.ts'
import { planLines } from './test-swarm/plan-lines.ts'
import { REMOVE_CASES } from './test-swarm/remove-cases.ts'
import { SERVICE_CASES } from './test-swarm/service-cases.ts'

const cases = [...SERVICE_CASES, ...OBJECT_CASES, ...REMOVE_CASES]

describe('plan', () => {
  it.each(cases)('$name', ({ desired, live, context, expected }) => {
    expect(planLines(plan(desired, live, planContext(context)))).toEqual(expected)
  })

  it.each(cases)('is empty after it was applied: $name', ({ desired, live, context }) => {
    const full = planContext(context)
    const first = plan(desired, live, full)
    const second = plan(desired, applyPlan(first, live), full)
    const holds = first.changes.filter(({ action }) => action === 'hold')
    expect(planLines(second)).toEqual(planLines({ ...first, changes: holds }))
  })
})
