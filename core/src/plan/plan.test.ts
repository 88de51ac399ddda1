import { describe, expect, it } from 'vitest'
import { plan } from './plan.ts'
import { isEmpty } from './plan-summary.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { configSpec, desiredState, secretSpec, serviceSpec } from './test-swarm/specs.ts'

describe('plan', () => {
  it('of an applied plan is empty', () => {
    const desired = desiredState({
      configs: [configSpec('shop', 'conf', 'a')],
      secrets: [secretSpec('shop', 'key', 's')],
      services: [
        serviceSpec('shop', 'web', { configs: ['conf'], secrets: ['key'], env: ['A=1'] }),
        serviceSpec('shop', 'host', { networks: ['host'] }),
      ],
    })
    const first = plan(desired, EMPTY_SWARM, planContext())
    expect(first.changes.map(({ action, ref }) => `${action} ${ref.kind} ${ref.name}`)).toEqual([
      'create network shop_default',
      'create secret shop_key',
      'create config shop_conf',
      'create service shop_host',
      'create service shop_web',
    ])
    const live = applyPlan(first, EMPTY_SWARM)
    const second = plan(desired, live, planContext())
    expect(second.changes).toEqual([])
    expect(isEmpty(second)).toBe(true)
  })
})
