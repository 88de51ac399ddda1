import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCircles } from '../../order/circles.ts'
import { desiredState, serviceSpec } from '../test-swarm/specs.ts'
import { stageNumbers, stagesOf, waveOf } from './stages-of.ts'

const name = fc.constantFrom<string>('api', 'db', 'jobs', 'mail', 'web', 'worker')
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

  it('satisfy every dependency on a service of the same or an earlier wave, but for circles', () => {
    let tried = 0
    fc.assert(
      fc.property(orders, ({ services, desired, order }) => {
        if (findCircles(order.serviceDependsOn).length > 0) return
        const numbers = stageNumbers(stagesOf(desired, order))
        for (const one of services) {
          for (const need of order.serviceDependsOn.get(one) ?? []) {
            const [own, other] = [numbers.get(`shop_${one}`), numbers.get(`shop_${need}`)]
            if (other === undefined || waveOf(need, order) > waveOf(one, order)) continue
            expect(other).toBeLessThan(own ?? 0)
            tried += 1
          }
        }
      }),
      { numRuns: 3000 },
    )
    expect(tried).toBeGreaterThan(100)
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
