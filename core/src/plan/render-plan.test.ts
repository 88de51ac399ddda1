import { describe, expect, it } from 'vitest'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { plan } from './plan.ts'
import { renderPlan } from './render-plan.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { configSpec, desiredState, networkSpec, serviceSpec } from './test-swarm/specs.ts'

const before = desiredState({
  configs: [configSpec('shop', 'conf', 'a')],
  services: [
    serviceSpec('shop', 'db', { volumes: ['data'] }),
    serviceSpec('shop', 'old'),
    serviceSpec('shop', 'web', { configs: ['conf'], env: ['LEVEL=info'], args: ['serve'] }),
  ],
})
const after = desiredState({
  networks: [networkSpec('shop', 'back', { Attachable: true }), networkSpec('shop', 'default')],
  configs: [configSpec('shop', 'conf', 'b')],
  services: [
    serviceSpec('shop', 'database', { volumes: ['data'] }),
    serviceSpec('shop', 'web', {
      configs: ['conf'],
      env: ['LEVEL=debug'],
      image: 'web:2',
      labels: { tier: 'front' },
      mode: { Replicated: { Replicas: 2 } },
    }),
  ],
})
const live = applyPlan(plan(before, EMPTY_SWARM, planContext()), EMPTY_SWARM)
const held = desiredState({
  ...before,
  networks: [networkSpec('shop', 'default', { Attachable: true })],
})

describe('renderPlan', () => {
  it.each([
    ['changes', after, live],
    ['first-deployment', before, EMPTY_SWARM],
    ['nothing', before, live],
    ['held', held, live],
  ] as const)('%s', async (name, desired, from) => {
    const text = renderPlan(plan(desired, from, planContext()))
    await expect(text).toMatchFileSnapshot(`testdata/render-plan/${name}.txt`)
  })

  it('in-stages', async () => {
    const policy = {
      ...DEFAULT_STACK_POLICY,
      replace: true,
      waves: new Map([['database', -1]]),
      serviceDependsOn: new Map([['web', ['database']]]),
    }
    const networks = [networkSpec('shop', 'default', { Attachable: true })]
    const text = renderPlan(plan({ ...after, networks }, live, planContext({ policy })))
    await expect(text).toMatchFileSnapshot('testdata/render-plan/in-stages.txt')
  })

  it('colours the titles of changes only where it is told to', () => {
    const change = plan(before, EMPTY_SWARM, planContext())
    expect(renderPlan(change)).not.toContain('\u001b')
    expect(renderPlan(change, { color: true })).toContain('\u001b[32m+ create network shop_default')
  })
})
