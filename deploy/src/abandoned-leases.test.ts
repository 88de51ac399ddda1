import type { ConfigSpec, LiveConfig } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'
import { expect, it } from 'vitest'
import { removeAbandonedLeases } from './abandoned-leases.ts'
import { createLeaseSightings } from './lease-sightings.ts'

const LEASE_MS = 30_000

function lease(name: string, holder: string, version = 1): LiveConfig {
  const spec = { Name: name, Labels: { 'io.kesako.lease.holder': holder }, Data: 'eA==' }
  return { id: `id-${name}`, version, spec }
}

/** What is left of some leases after looks at them at those moments. */
async function leftAfter(
  moments: readonly number[],
  configs: readonly LiveConfig[],
  overtaken: readonly string[] = [],
): Promise<readonly string[]> {
  let left = [...configs]
  const engine = {
    updateConfig: async (id: string, _version: number, _spec: ConfigSpec) => {
      if (overtaken.includes(id)) throw new EngineError('stale', 'update out of sequence', 500)
    },
    removeConfig: async (id: string) => {
      left = left.filter((config) => config.id !== id)
    },
  } as unknown as Engine // the two calls that it makes
  const context = {
    engine,
    holder: 'me',
    isDeadHolder: (holder: string) => holder === 'dead',
    leaseMs: LEASE_MS,
    sightings: createLeaseSightings(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  for (const at of moments) {
    context.sightings.observe(left, at)
    await removeAbandonedLeases(context, left, at, ['shop'])
  }
  return left.map(({ spec }) => spec.Name)
}

it('removes the lease of a holder that runs no more at once', async () => {
  expect(await leftAfter([0], [lease('kesako-lease-blog', 'dead')])).toEqual([])
})

it('removes one that nobody renewed for its whole time, by its own clock', async () => {
  const other = [lease('kesako-lease-blog', 'other')]
  expect(await leftAfter([0, LEASE_MS - 1], other)).toEqual(['kesako-lease-blog'])
  expect(await leftAfter([0, LEASE_MS], other)).toEqual([])
})

it('leaves that of a stack that it works on, and configs that are no leases', async () => {
  const configs = [lease('kesako-lease-shop', 'me'), lease('shop_conf', 'dead')]
  expect(await leftAfter([0, LEASE_MS], configs)).toEqual(['kesako-lease-shop', 'shop_conf'])
})

it('removes its own that it could not give back', async () => {
  expect(await leftAfter([0], [lease('kesako-lease-blog', 'me')])).toEqual([])
})

it('leaves one that another process takes over at the same time', async () => {
  const dead = [lease('kesako-lease-blog', 'dead')]
  expect(await leftAfter([0], dead, ['id-kesako-lease-blog'])).toEqual(['kesako-lease-blog'])
})
