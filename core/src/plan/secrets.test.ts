import { describe, expect, it } from 'vitest'
import { CONTENT_LABEL } from '../labels.ts'
import type { LiveState } from '../live/live-state.ts'
import { plan } from './plan.ts'
import { secretsToCompare } from './secrets-to-compare.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext, testDigest } from './test-swarm/context.ts'
import { planLines } from './test-swarm/plan-lines.ts'
import { data, desiredState, secretSpec, serviceSpec } from './test-swarm/specs.ts'

function withSecret(text: string): ReturnType<typeof desiredState> {
  return desiredState({
    secrets: [secretSpec('shop', 'key', text)],
    services: [serviceSpec('shop', 'web', { secrets: ['key'] })],
  })
}

function deployed(text: string): LiveState {
  return applyPlan(plan(withSecret(text), EMPTY_SWARM, planContext()), EMPTY_SWARM)
}

const otherKey = planContext({
  digests: { config: testDigest, secret: (text) => testDigest(`other key ${text}`) },
})

describe('secrets', () => {
  it('created by us bear the keyed digest of their content', () => {
    const [secret] = deployed('a').secrets
    expect(secret?.spec.Labels[CONTENT_LABEL]).toBe(planContext().digests.secret(data('a')))
    expect(secret?.spec.Data).toBeUndefined()
  })

  it('that changed are rotated, and come back to the name that holds their content', () => {
    const first = deployed('a')
    const rotation = plan(withSecret('b'), first, planContext())
    expect(planLines(rotation)).toEqual([
      expect.stringMatching(/^create secret shop_key-[0-9a-f]{8}$/),
      'update service shop_web (restarts)',
      'remove secret shop_key (prune)',
    ])
    const applied = rotation.changes.filter(({ action }) => action !== 'remove')
    const halfway = applyPlan({ ...rotation, changes: applied }, first)
    const back = plan(withSecret('a'), halfway, planContext())
    expect(planLines(back)).toEqual([
      'update service shop_web (restarts)',
      expect.stringMatching(/^remove secret shop_key-[0-9a-f]{8} \(prune\)$/),
    ])
  })

  it('take the CLI name again once it is free', () => {
    const first = deployed('a')
    const rotated = applyPlan(plan(withSecret('b'), first, planContext()), first)
    const again = plan(withSecret('c'), rotated, planContext())
    expect(planLines(again)[0]).toBe('create secret shop_key')
  })

  it('whose label tells the content need no comparison', () => {
    expect(secretsToCompare(withSecret('a'), deployed('a'), planContext())).toEqual([])
  })

  it('labelled with another digest key are compared, and kept when they are equal', () => {
    const live = deployed('a')
    const [comparison] = secretsToCompare(withSecret('a'), live, otherKey)
    expect(comparison?.spec).toMatchObject({ Name: 'shop_key', Data: data('a') })
    expect(comparison?.version).toBe(live.secrets[0]?.version)
    const equal = new Set([comparison?.liveId ?? ''])
    const inputs = { ...otherKey, equalSecrets: equal }
    expect(planLines(plan(withSecret('a'), live, inputs))).toEqual([])
    expect(planLines(plan(withSecret('a'), live, otherKey))[0]).toMatch(/^create secret shop_key-/)
  })

  it('with a driver are compared by the driver', () => {
    const driver = (name: string) =>
      desiredState({
        secrets: [
          {
            Name: 'shop_key',
            Labels: secretSpec('shop', 'key', '').Labels,
            Driver: { Name: name },
          },
        ],
        services: [serviceSpec('shop', 'web', { secrets: ['key'] })],
      })
    const live = applyPlan(plan(driver('vault'), EMPTY_SWARM, planContext()), EMPTY_SWARM)
    expect(planLines(plan(driver('vault'), live, planContext()))).toEqual([])
    expect(planLines(plan(driver('other'), live, planContext()))[0]).toMatch(
      /^create secret shop_key-/,
    )
  })

  it('never show their content in a plan', () => {
    const change = plan(withSecret('b'), deployed('a'), planContext()).changes
    const shown = change.map((one) => ('fields' in one ? one.fields : []))
    expect(JSON.stringify(shown)).not.toContain('base64 of')
  })
})
