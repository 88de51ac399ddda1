import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_STACK_POLICY, type DesiredState, type StackPolicy } from '../../desired-state.ts'
import type { LiveState } from '../../live/live-state.ts'
import { plan } from '../plan.ts'
import { EMPTY_SWARM, applyPlan } from '../test-swarm/apply-plan.ts'
import { planContext } from '../test-swarm/context.ts'
import { planLines } from '../test-swarm/plan-lines.ts'
import type { ServiceOptions } from '../test-swarm/specs.ts'
import { desiredState, networkSpec, serviceSpec } from '../test-swarm/specs.ts'
import { nextStage, planUpTo, stageOf } from './stage-changes.ts'
import { stageNumbers, stagesOf } from './stages-of.ts'

const options: fc.Arbitrary<ServiceOptions> = fc.record(
  {
    image: fc.constantFrom('web:1', 'web:2'),
    volumes: fc.constantFrom(['data'], []),
    networks: fc.constantFrom(['default'], ['back', 'default']),
    mode: fc.constantFrom({ Replicated: {} }, { Global: {} }, { ReplicatedJob: {} }),
  },
  { requiredKeys: [] },
)

interface Case {
  readonly desired: DesiredState
  readonly policy: StackPolicy
}

const name = fc.constantFrom('api', 'db', 'job', 'web')
const cases: fc.Arbitrary<Case> = fc
  .record({
    attachable: fc.boolean(),
    services: fc.dictionary(name, options),
    waves: fc.dictionary(name, fc.integer({ min: -1, max: 1 })),
    needs: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 })),
  })
  .map(({ attachable, services, waves, needs }) => ({
    desired: desiredState({
      networks: [
        networkSpec('shop', 'back'),
        networkSpec('shop', 'default', { Attachable: attachable }),
      ],
      services: Object.entries(services)
        .map(([key, more]) => serviceSpec('shop', key, more))
        .sort((a, b) => (a.Name < b.Name ? -1 : 1)),
    }),
    policy: {
      ...DEFAULT_STACK_POLICY,
      replace: true,
      waves: new Map(Object.entries(waves)),
      serviceDependsOn: new Map(Object.entries(needs)),
    },
  }))

/** Applies stage by stage, each from a plan of what is live then, as a deployment does. */
function applyInStages(
  { desired, policy }: Case,
  from: LiveState,
  seen: (live: LiveState, stage: number) => void,
): LiveState {
  let live = from
  for (;;) {
    const now = plan(desired, live, planContext({ policy }))
    const stage = nextStage(now)
    if (stage === undefined) return applyPlan(now, live)
    const { changes, ...rest } = planUpTo(now, stage)
    live = applyPlan({ ...rest, changes: changes.filter((change) => !isPrune(change)) }, live)
    seen(live, stage)
  }
}

function isPrune(change: { readonly action: string; readonly when?: unknown }): boolean {
  return change.action === 'remove' && change.when === 'prune'
}

describe('a plan in stages', () => {
  it('applied stage by stage is empty at the end, and writes no service before its stage', () => {
    fc.assert(
      fc.property(fc.array(cases, { minLength: 1, maxLength: 3 }), (wanted) => {
        let live = EMPTY_SWARM
        for (const one of wanted) {
          const numbers = stageNumbers(stagesOf(one.desired, one.policy))
          const before = new Map(live.services.map(({ spec, version }) => [spec.Name, version]))
          let last = 0
          live = applyInStages(one, live, (now, stage) => {
            expect(stage).toBeGreaterThan(last)
            last = stage
            for (const { spec, version } of now.services) {
              const own = numbers.get(spec.Name)
              const early = own !== undefined && own > stage && version !== before.get(spec.Name)
              expect(early).toBe(false)
            }
          })
          expect(planLines(plan(one.desired, live, planContext({ policy: one.policy })))).toEqual(
            [],
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('lists its changes in the order of stages, and has none where there is one stage', () => {
    fc.assert(
      fc.property(cases, cases, (one, other) => {
        const live = applyInStages(one, EMPTY_SWARM, () => undefined)
        const { changes, stages } = plan(other.desired, live, planContext({ policy: other.policy }))
        const numbers = stagesOf(other.desired, other.policy)
        expect(stages).toEqual(numbers.length > 1 ? numbers : undefined)
        const services = changes.filter(({ ref }) => ref.kind === 'service')
        const staged = services.filter((change) => !isPrune(change)).map(stageOf)
        expect(staged).toEqual(staged.toSorted((a, b) => a - b))
        expect(stages === undefined && services.some((change) => 'stage' in change)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})
