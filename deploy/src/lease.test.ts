import type { ConfigSpec, LiveConfig } from '@kesako/core'
import { EngineError } from '@kesako/engine'
import { describe, expect, it } from 'vitest'
import { leaseName } from './lease-name.ts'
import { createLeaseSightings } from './lease-sightings.ts'
import { type LeaseOptions, takeLease } from './lease.ts'
import { manualClock } from '../testing/manual-clock.ts'

/** The configs of a swarm, with its compare-and-swap. */
function swarmConfigs() {
  const configs = new Map<string, LiveConfig>()
  let version = 10
  let away = false
  let writes = 0
  const check = (): void => {
    if (away) throw new EngineError('unreachable', 'connection refused')
  }
  return {
    all: configs,
    setAway: (is: boolean) => (away = is),
    writes: () => writes,
    engine: {
      async createConfig(spec: ConfigSpec) {
        check()
        if (configs.has(spec.Name)) throw new EngineError('conflict', 'already exists', 409)
        version += 1
        writes += 1
        configs.set(spec.Name, { id: `id-${version}`, version, spec })
        return `id-${version}`
      },
      async config(idOrName: string) {
        check()
        return [...configs.values()].find(
          (one) => one.id === idOrName || one.spec.Name === idOrName,
        )
      },
      async updateConfig(id: string, named: number, spec: ConfigSpec) {
        check()
        const current = [...configs.values()].find((one) => one.id === id)
        if (current === undefined) throw new EngineError('not-found', 'no such config', 404)
        if (current.version !== named) throw new EngineError('stale', 'update out of sequence', 500)
        version += 1
        writes += 1
        configs.set(spec.Name, { id, version, spec })
      },
      async removeConfig(id: string) {
        check()
        const current = [...configs.values()].find((one) => one.id === id)
        if (current === undefined) throw new EngineError('not-found', 'no such config', 404)
        writes += 1
        configs.delete(current.spec.Name)
      },
    },
  }
}

function setUp() {
  const clock = manualClock()
  const swarm = swarmConfigs()
  const options = (holder: string, over: Partial<LeaseOptions> = {}): LeaseOptions => ({
    engine: swarm.engine,
    clock,
    stack: 'shop',
    holder,
    leaseMs: 30_000,
    sightings: createLeaseSightings(),
    ...over,
  })
  return { clock, swarm, options }
}

describe('takeLease', () => {
  it('creates the object, and removes it at the end', async () => {
    const { swarm, options } = setUp()
    const lease = await takeLease(options('a'))
    expect([...swarm.all.keys()]).toEqual(['kesako-lease-shop'])
    expect(lease?.waited).toBe(false)
    await lease?.release()
    expect(swarm.all.size).toBe(0)
  })

  it('renews at a third of its time', async () => {
    const { clock, swarm, options } = setUp()
    await takeLease(options('a'))
    await clock.pass(29_000)
    expect(swarm.writes()).toBe(3)
  })

  it('waits while another holder renews, and takes it as soon as it is given back', async () => {
    const { clock, options } = setUp()
    const first = await takeLease(options('a'))
    const second = takeLease(options('b'))
    await clock.pass(200_000)
    await first?.release()
    await clock.pass(2000)
    expect(await second).toMatchObject({ waited: true })
  })

  it('takes over what nobody renewed for the lease time, and the old holder finds it lost', async () => {
    const { clock, swarm, options } = setUp()
    const first = await takeLease(options('a', { clock: manualClock() }))
    const second = takeLease(options('b'))
    await clock.pass(29_000)
    expect(swarm.writes()).toBe(1)
    await clock.pass(2000)
    const taken = await second
    expect(taken?.waited).toBe(true)
    await taken?.ensure()
    await first?.release()
    expect(swarm.all.size).toBe(1)
  })

  it('stops the old holder before its next write', async () => {
    const { clock, swarm, options } = setUp()
    const slow = manualClock()
    const first = await takeLease(options('a', { clock: slow, leaseMs: 30_000 }))
    const second = takeLease(options('b'))
    await clock.pass(31_000)
    await second
    swarm.setAway(true)
    await slow.pass(25_000)
    swarm.setAway(false)
    await expect(first?.ensure()).rejects.toMatchObject({ code: 'lease-lost' })
  })

  it('keeps its lease over an engine that was away, when nobody took it', async () => {
    const { clock, swarm, options } = setUp()
    const lease = await takeLease(options('a'))
    swarm.setAway(true)
    await clock.pass(120_000)
    await expect(lease?.ensure()).rejects.toMatchObject({ kind: 'unreachable' })
    swarm.setAway(false)
    await lease?.ensure()
    await lease?.release()
    expect(swarm.all.size).toBe(0)
  })

  it('needs no wait where the holder is dead, or was seen unchanged for the lease time before', async () => {
    const { clock, swarm, options } = setUp()
    const sightings = createLeaseSightings()
    await takeLease(options('a', { clock: manualClock() }))
    const dead = await takeLease(
      options('b', { clock: manualClock(), isDead: (name) => name === 'a' }),
    )
    expect(dead?.waited).toBe(false)
    sightings.observe([...swarm.all.values()], clock.monotonic())
    await clock.pass(30_000)
    expect(await takeLease(options('c', { sightings }))).toMatchObject({ waited: true })
  })

  it('ends the wait when the signal aborts', async () => {
    const { options } = setUp()
    await takeLease(options('a'))
    const stop = new AbortController()
    const waiting = takeLease(options('b', { signal: stop.signal }))
    stop.abort()
    expect(await waiting).toBeUndefined()
  })
})

describe('leaseName', () => {
  it('stays within what the engine takes, and differs for long names that begin alike', () => {
    const [one, two] = [leaseName(`${'x'.repeat(60)}1`), leaseName(`${'x'.repeat(60)}2`)]
    expect(one.length).toBeLessThanOrEqual(64)
    expect(one).not.toBe(two)
  })
})
