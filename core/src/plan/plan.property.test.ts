import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DesiredState } from '../desired-state.ts'
import { DEFAULT_STACK_POLICY } from '../desired-state.ts'
import { plan } from './plan.ts'
import { EMPTY_SWARM, applyPlan } from './test-swarm/apply-plan.ts'
import { planContext } from './test-swarm/context.ts'
import { planLines } from './test-swarm/plan-lines.ts'
import type { ServiceOptions } from './test-swarm/specs.ts'
import {
  configSpec,
  desiredState,
  networkSpec,
  secretSpec,
  serviceSpec,
} from './test-swarm/specs.ts'

const options: fc.Arbitrary<ServiceOptions> = fc.record(
  {
    image: fc.constantFrom('web:1', 'web:2'),
    env: fc.constantFrom(['A=1'], ['A=2', 'B']),
    configs: fc.constantFrom(['conf'], []),
    secrets: fc.constantFrom(['key'], []),
    volumes: fc.constantFrom(['data'], []),
    networks: fc.constantFrom(['default'], ['back', 'default'], ['host']),
    labels: fc.constantFrom({ tier: 'a' }, { tier: 'b' }),
    constraints: fc.constantFrom(['node.role == manager'], ['node.labels.a != b']),
    mode: fc.constantFrom({ Replicated: {} }, { Replicated: { Replicas: 3 } }, { Global: {} }),
  },
  { requiredKeys: [] },
)

const stacks: fc.Arbitrary<DesiredState> = fc
  .record({
    conf: fc.constantFrom('a', 'b'),
    key: fc.constantFrom('a', 'b'),
    attachable: fc.boolean(),
    services: fc.dictionary(fc.constantFrom('api', 'db', 'web'), options),
  })
  .map(({ conf, key, attachable, services }) =>
    desiredState({
      configs: [configSpec('shop', 'conf', conf)],
      secrets: [secretSpec('shop', 'key', key)],
      networks: [
        networkSpec('shop', 'back'),
        networkSpec('shop', 'default', { Attachable: attachable }),
      ],
      services: Object.entries(services)
        .map(([name, more]) => serviceSpec('shop', name, more))
        .sort((a, b) => (a.Name < b.Name ? -1 : 1)),
    }),
  )

const context = planContext({ policy: { ...DEFAULT_STACK_POLICY, replace: true } })

describe('plan', () => {
  it('from any stack to any other applies in its order, and is empty afterwards', () => {
    fc.assert(
      fc.property(fc.array(stacks, { minLength: 1, maxLength: 4 }), (wanted) => {
        let live = EMPTY_SWARM
        for (const desired of wanted) {
          live = applyPlan(plan(desired, live, context), live)
          expect(planLines(plan(desired, live, context))).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('without replace ends in holds only, and repeats them', () => {
    const careful = planContext()
    fc.assert(
      fc.property(stacks, stacks, (before, after) => {
        const first = applyPlan(plan(before, EMPTY_SWARM, careful), EMPTY_SWARM)
        const second = applyPlan(plan(after, first, careful), first)
        const rest = plan(after, second, careful)
        expect(rest.changes.filter(({ action }) => action !== 'hold')).toEqual([])
        expect(planLines(plan(after, applyPlan(rest, second), careful))).toEqual(planLines(rest))
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order in which live state lists things', () => {
    fc.assert(
      fc.property(stacks, stacks, (before, after) => {
        const live = applyPlan(plan(before, EMPTY_SWARM, context), EMPTY_SWARM)
        const reversed = {
          ...live,
          services: live.services.toReversed(),
          networks: live.networks.toReversed(),
          configs: live.configs.toReversed(),
          secrets: live.secrets.toReversed(),
        }
        expect(plan(after, reversed, context)).toEqual(plan(after, live, context))
      }),
      { numRuns: 200 },
    )
  })
})
