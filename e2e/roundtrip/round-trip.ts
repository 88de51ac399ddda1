import { type Plan, preflight, type Problem } from '@kesako/core'
import { planStack, type PlanRequest } from '@kesako/deploy'
import { applyPlan } from '../../deploy/src/apply.ts'
import { mapBounded } from '../../deploy/src/slots.ts'
import { createExternals } from './externals.ts'
import type { LabSwarm } from './lab-swarm.ts'
import type { RoundTripCase } from './round-trip-case.ts'

/** What came of one case on a real engine. */
export interface RoundTrip {
  /** What the engine said where it refused something, and what was held; empty when all was written. */
  readonly refusals: readonly string[]
  /** Errors that were known before the first write. */
  readonly foreseen: readonly Problem[]
  /** The plan against what was read back. */
  readonly again: Plan
}

const SIDE_BY_SIDE = 12
const PATIENCE_MS = 20_000

export function requestOf({ desired, policy }: RoundTripCase): PlanRequest {
  return {
    desired,
    policy: { ...policy, resolveImage: 'never' },
    ownership: { repository: 'round-trip', inputsDigest: 'inputs' },
    pruneUnlabelled: true,
  }
}

/** Applies all cases, reads back, and plans each again; results in the order of the cases. */
export async function roundTrips(
  { context, engine }: LabSwarm,
  cases: readonly RoundTripCase[],
): Promise<readonly RoundTrip[]> {
  const desired = cases.map((one) => one.desired)
  await createExternals(engine, desired)
  const before = await engine.liveState()
  const applied = await mapBounded(cases, SIDE_BY_SIDE, async (one) => {
    const plan = await planStack(context, requestOf(one), before)
    const result = await applyPlan(context, plan, before, () => Promise.resolve(), PATIENCE_MS)
    const failures = [...result.failures, ...(result.again ? [result.again.failure] : [])]
    const holds = plan.changes.flatMap((change) =>
      change.action === 'hold' ? [`held: ${change.reason}`] : [],
    )
    return [...holds, ...failures.map(({ error }) => error.message)]
  })
  const live = await engine.liveState()
  return Promise.all(
    cases.map(async (one, index) => ({
      refusals: applied[index] ?? [],
      foreseen: preflight(one.desired, before).filter(({ severity }) => severity === 'error'),
      again: await planStack(context, requestOf(one), live),
    })),
  )
}

/**
 * True where the engine looks for a plugin for so long that other cases need not wait for it. A case
 * with externals waits, for it may share them.
 */
export function needsPlugin({ desired }: RoundTripCase): boolean {
  const { networks, secrets, configs } = desired.externals
  const isAlone = networks.length + secrets.length + configs.length === 0
  return (
    isAlone &&
    (desired.secrets.some(({ Driver }) => Driver !== undefined) ||
      desired.networks.some(({ Driver }) => !BUILT_IN.has(Driver)))
  )
}

const BUILT_IN = new Set(['overlay', 'bridge', 'host', 'macvlan', 'ipvlan', 'null'])
