import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desiredState, serviceSpec } from '../test-swarm/specs.ts'
import { serviceOrderProblems } from './service-order-problems.ts'
import { stageNumbers, stagesOf, waveOf } from './stages-of.ts'

const name = fc.constantFrom('api', 'db', 'jobs', 'mail', 'web', 'worker')
const orders = fc
  .record({
    services: fc.uniqueArray(name, { minLength: 1 }),
    waves: fc.dictionary(name, fc.integer({ min: -2, max: 2 })),
    needs: fc.dictionary(name, fc.array(name, { maxLength: 3 })),
  })
  .map(({ services, waves, needs }) => ({
    services,
    desired: desiredState({ services: services.map((one) => serviceSpec('shop', one)) }),
    order: {
      waves: new Map(Object.entries(waves)),
      serviceDependsOn: new Map(Object.entries(needs)),
    },
  }))

describe('stages', () => {
  it('have every service exactly once, in the order of waves, whatever the order says', () => {
    fc.assert(
      fc.property(orders, ({ services, desired, order }) => {
        const stages = stagesOf(desired, order)
        const names = stages.flatMap((stage) => stage.services)
        expect(names.toSorted()).toEqual(services.map((one) => `shop_${one}`).toSorted())
        const waves = stages.map(({ wave }) => wave)
        expect(waves).toEqual(waves.toSorted((a, b) => a - b))
        for (const { wave, services: own } of stages) {
          for (const one of own) expect(waveOf(one.slice('shop_'.length), order)).toBe(wave)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('satisfy every dependency exactly where the order has no problem', () => {
    let sound = 0
    fc.assert(
      fc.property(orders, ({ services, desired, order }) => {
        const problems = serviceOrderProblems(new Set(services), order, () => ({}))
        const numbers = stageNumbers(stagesOf(desired, order))
        const edges = [...order.serviceDependsOn].flatMap(([one, needs]) =>
          needs.map((need) => [numbers.get(`shop_${one}`), numbers.get(`shop_${need}`)] as const),
        )
        const fine = edges.every(
          ([one, need]) => one !== undefined && need !== undefined && need < one,
        )
        const known = [...order.waves.keys()].every((one) => services.includes(one))
        const unnamed = [...order.serviceDependsOn.keys()].every((one) => services.includes(one))
        expect(problems.length === 0).toBe(fine && known && unnamed)
        if (problems.length === 0 && edges.length > 0) sound += 1
      }),
      { numRuns: 3000 },
    )
    expect(sound).toBeGreaterThan(50)
  })

  it('are as few as the order allows', () => {
    const desired = desiredState({
      services: ['a', 'b', 'c', 'd', 'e'].map((one) => serviceSpec('shop', one)),
    })
    const waves = new Map([
      ['a', -1],
      ['e', 3],
    ])
    const serviceDependsOn = new Map([
      ['b', ['a']],
      ['c', ['b', 'd']],
    ])
    expect(stagesOf(desired, { waves, serviceDependsOn })).toEqual([
      { wave: -1, services: ['shop_a'] },
      { wave: 0, services: ['shop_b', 'shop_d'] },
      { wave: 0, services: ['shop_c'] },
      { wave: 3, services: ['shop_e'] },
    ])
    const nothing = { waves: new Map<string, number>(), serviceDependsOn: new Map() }
    expect(stagesOf(desired, nothing)).toHaveLength(1)
    expect(stagesOf(desiredState(), nothing)).toEqual([])
  })
})
