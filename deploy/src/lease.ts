import type { ConfigSpec, LiveConfig } from '@kesako/core'
import { type Engine, EngineError } from '@kesako/engine'
import type { Clock } from './deploy-api.ts'
import { DeploymentFailure } from './deployment-error.ts'
import { leaseName } from './lease-name.ts'
import type { LeaseSightings } from './lease-sightings.ts'
import { pause } from './pause.ts'

const HOLDER_LABEL = 'io.kesako.lease.holder'
const RENEWAL_LABEL = 'io.kesako.lease.renewal'
const LEASE_DATA = Buffer.from('lease of a Kesako runner\n').toString('base64')

/** The right to write to one stack, which no two processes have at the same time. */
export interface Lease {
  /** True when another holder had it first: what was read before is old. */
  readonly waited: boolean
  /** To be called before every write; rejects with `lease-lost` when somebody else took it. */
  ensure(): Promise<void>
  /** Gives it back; safe to call when it is lost. */
  release(): Promise<void>
}

export interface LeaseOptions {
  readonly engine: Pick<Engine, 'createConfig' | 'config' | 'updateConfig' | 'removeConfig'>
  readonly clock: Clock
  readonly stack: string
  readonly holder: string
  readonly leaseMs: number
  readonly sightings: LeaseSightings
  /** True for a holder that is known to run no more. */
  readonly isDead?: (holder: string) => boolean
  /** Ends the wait for another holder. */
  readonly signal?: AbortSignal
}

function leaseSpec(name: string, holder: string, renewal: number): ConfigSpec {
  return {
    Name: name,
    Labels: { [HOLDER_LABEL]: holder, [RENEWAL_LABEL]: String(renewal) },
    Data: LEASE_DATA,
  }
}

/** Undefined when the signal aborted the wait. Rejects with the engine's own errors. */
export async function takeLease(options: LeaseOptions): Promise<Lease | undefined> {
  const { engine, clock, leaseMs, sightings, signal } = options
  let waited = false
  for (;;) {
    if (signal?.aborted === true) return undefined
    const created = await create(options)
    if (created !== undefined) return hold(options, created, waited)

    const current = await engine.config(leaseName(options.stack))
    if (current !== undefined) {
      const ours = holderOf(current) === options.holder
      const dead = options.isDead?.(holderOf(current)) === true
      const since = sightings.seen(current, clock.monotonic())
      const expired = clock.monotonic() - since >= leaseMs
      if ((ours || dead || expired) && (await takeOver(engine, options.holder, current))) {
        return hold(options, current.id, waited || !(ours || dead))
      }
      waited = true
      await pause(clock, Math.min(leaseMs / 10, 1000), signal)
    }
  }
}

/**
 * Removes a lease whose holder runs no more. It is taken over first, so that whoever takes it over at the same time wins
 * or loses as a whole. Answers false where that one won.
 */
export async function removeAbandonedLease(
  engine: Pick<Engine, 'updateConfig' | 'removeConfig'>,
  holder: string,
  lease: LiveConfig,
): Promise<boolean> {
  if (!(await takeOver(engine, holder, lease))) return false
  await engine.removeConfig(lease.id)
  return true
}

/** Who holds a lease; empty for an object that isn't one. */
export function holderOf(lease: LiveConfig): string {
  return lease.spec.Labels[HOLDER_LABEL] ?? ''
}

/** The new object's id; undefined when the name is taken. */
async function create(options: LeaseOptions): Promise<string | undefined> {
  try {
    return await options.engine.createConfig(leaseSpec(leaseName(options.stack), options.holder, 0))
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'conflict') return undefined
    throw error
  }
}

function renewalOf(config: LiveConfig): number {
  const renewal = Number(config.spec.Labels[RENEWAL_LABEL])
  return Number.isSafeInteger(renewal) ? renewal : 0
}

/** Compare-and-swap of the labels: false when the object changed or went meanwhile. */
async function takeOver(
  engine: Pick<Engine, 'updateConfig'>,
  holder: string,
  current: LiveConfig,
): Promise<boolean> {
  try {
    const spec = leaseSpec(current.spec.Name, holder, renewalOf(current) + 1)
    await engine.updateConfig(current.id, current.version, spec)
    return true
  } catch (error) {
    if (error instanceof EngineError && (error.kind === 'stale' || error.kind === 'not-found')) {
      return false
    }
    throw error
  }
}

function hold(options: LeaseOptions, id: string, waited: boolean): Lease {
  const { engine, clock, leaseMs } = options
  const released = new AbortController()
  let renewedAt = clock.monotonic()
  let lost = false
  let renewing: Promise<void> | undefined

  function lostLease(): DeploymentFailure {
    return new DeploymentFailure(
      'lease-lost',
      `Another runner took over the stack "${options.stack}" while this one was held up.`,
    )
  }

  async function renewNow(): Promise<void> {
    const at = clock.monotonic()
    const current = await engine.config(id)
    const ours = current?.spec.Labels[HOLDER_LABEL] === options.holder
    if (current === undefined || !ours || !(await takeOver(engine, options.holder, current))) {
      lost = true
      throw lostLease()
    }
    renewedAt = at
  }

  /** One renewal at a time, whoever asks. */
  function renew(): Promise<void> {
    renewing ??= renewNow().finally(() => {
      renewing = undefined
    })
    return renewing
  }

  async function keep(): Promise<void> {
    for (;;) {
      await pause(clock, leaseMs / 3, released.signal)
      if (released.signal.aborted || lost) return
      // An engine that is away is asked again: the next write makes sure of the lease first.
      await renew().catch((error: unknown) => {
        if (!(error instanceof EngineError) && !(error instanceof DeploymentFailure)) throw error
      })
    }
  }

  async function ensure(): Promise<void> {
    if (lost) throw lostLease()
    if (clock.monotonic() - renewedAt > (leaseMs * 2) / 3) await renew()
  }

  void keep()
  return {
    waited,
    ensure,
    async release() {
      released.abort()
      try {
        // A process that stood still doesn't know that another one took over.
        const current = await engine.config(id)
        if (current?.spec.Labels[HOLDER_LABEL] === options.holder) await engine.removeConfig(id)
      } catch (error) {
        if (!(error instanceof EngineError)) throw error
      }
    },
  }
}
