import { describe, expect, it } from 'vitest'
import type { LiveService, LiveState } from '../live/live-state.ts'
import { DEFAULT_ADDRESS_POOLS } from './address-pools.ts'
import { type AdoptionRequest, proposeAdoption } from './propose-adoption.ts'
import { changed, container, deployed } from './testdata/deployed-case.ts'

const context = { addressPools: DEFAULT_ADDRESS_POOLS }

/** The stack shop, and one service each of other standing. */
function swarm(): LiveState {
  const live = deployed('jobs')
  const [first] = live.services
  if (first === undefined) throw new Error('no service')
  const like = (Name: string, Labels: LiveService['spec']['Labels']): LiveService => ({
    ...first,
    id: Name,
    spec: { ...first.spec, Name, Labels },
  })
  const stack = (name: string, owner?: string): LiveService['spec']['Labels'] => ({
    'com.docker.stack.namespace': name,
    ...(owner === undefined ? {} : { 'io.kesako.repository': owner }),
  })
  return {
    ...live,
    services: [
      ...live.services,
      like('theirs_a', stack('theirs', 'ffffffffffffffff')),
      like('mine_a', stack('mine', 'files')),
      like('known_a', stack('known')),
      like('x_a', stack('x'.repeat(62))),
      like('lonely', {}),
    ],
  }
}

function propose(live: LiveState, request: Partial<AdoptionRequest>) {
  const { adoptions, left, outside } = proposeAdoption(live, new Set(['known']), context, {
    acceptLosses: false,
    ...request,
  })
  return {
    written: adoptions.map(({ stack }) => stack),
    left: left.map(({ stack, code }) => `${stack}: ${code}`),
    outside,
  }
}

describe('proposeAdoption', () => {
  it('of all takes what nobody owns and the repository has no files for', () => {
    expect(propose(swarm(), {})).toEqual({
      written: ['shop'],
      left: [`${'x'.repeat(62)}: stack-name`],
      outside: [{ name: 'lonely', image: 'clean:1' }],
    })
  })

  it('of named ones says why each of the others is left', () => {
    const stacks = ['shop', 'theirs', 'mine', 'known', 'nowhere', 'shop']
    const { left } = proposeAdoption(swarm(), new Set(['known']), context, {
      acceptLosses: false,
      stacks,
    })
    expect(left.map(({ stack, code }) => [stack, code])).toEqual([
      ['known', 'in-repository'],
      ['mine', 'owned-by-other-repository'],
      ['nowhere', 'not-running'],
      ['theirs', 'owned-by-other-repository'],
    ])
    for (const { reason, remedy } of left) {
      expect(reason).toMatch(/\.$/)
      expect(remedy).not.toBe('')
    }
    expect(left[3]?.reason).toContain('ffffffffffff.')
  })

  it('writes what loses something only where that was accepted', () => {
    const live = changed('shop_db', container({ Groups: ['audio'] }))
    expect(propose(live, {})).toMatchObject({ written: [], left: ['shop: loses'] })
    expect(propose(live, { acceptLosses: true })).toMatchObject({ written: ['shop'], left: [] })
  })

  it('never writes what can not be converted', () => {
    const mount = { Type: 'bind', Source: 'relative', Target: '/x' }
    const live = changed('shop_db', container({ Mounts: [mount] }))
    expect(propose(live, { acceptLosses: true })).toMatchObject({
      written: [],
      left: ['shop: not-convertible'],
    })
  })
})
