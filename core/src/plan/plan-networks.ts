import { REPOSITORY_LABEL } from '../labels.ts'
import type { LiveNetwork } from '../live/live-state.ts'
import type { NetworkSpec } from '../spec/object-spec.ts'
import { comparableNetworks } from '../read-back/comparable-network.ts'
import { diffFields } from './diff-fields.ts'
import type { Change, FieldDiff, PlanContext } from './plan-types.ts'

export interface PlannedNetwork {
  readonly name: string
  readonly change?: Change
}

/** Missing networks are created; a network that exists can't be changed, only held or replaced. */
export function planNetworks(
  desired: readonly NetworkSpec[],
  claimed: ReadonlyMap<string, LiveNetwork>,
  /** Services of other stacks on a network, by its id: it can't be removed while they use it. */
  strangersOn: (networkId: string) => readonly string[],
  context: PlanContext,
): readonly PlannedNetwork[] {
  return desired.map((spec) => {
    const live = claimed.get(spec.Name)
    if (live === undefined) return { name: spec.Name, change: create(spec, context) }
    const fields = networkFields(spec, live)
    if (fields.length === 0) return { name: spec.Name }
    return { name: spec.Name, change: settle(spec, live, fields, strangersOn(live.id), context) }
  })
}

function create(spec: NetworkSpec, context: PlanContext): Change {
  return {
    action: 'create',
    ref: { kind: 'network', name: spec.Name },
    reason: 'It is not on the swarm.',
    object: { kind: 'network', spec: owned(spec, context) },
  }
}

function settle(
  spec: NetworkSpec,
  live: LiveNetwork,
  fields: readonly FieldDiff[],
  strangers: readonly string[],
  context: PlanContext,
): Change {
  const ref = { kind: 'network', name: spec.Name } as const
  if (context.policy.replace && strangers.length === 0) {
    return {
      action: 'replace',
      ref,
      id: live.id,
      reason: "The engine can't change a network, so it is removed and created again.",
      object: { kind: 'network', spec: owned(spec, context) },
      fields,
      restart: {
        restarts: true,
        because: 'every service on the network is removed first and created again after it',
      },
    }
  }
  const used = strangers.join(', ')
  return {
    action: 'hold',
    ref,
    code: 'network-changed',
    reason:
      strangers.length > 0 && context.policy.replace
        ? `The network ${spec.Name} differs, but services of other stacks use it (${used}), so it can't be replaced.`
        : `The network ${spec.Name} differs, and the engine can't change a network.`,
    fields,
    remedy:
      strangers.length > 0
        ? `Take ${used} off the network first, or give the network another name.`
        : 'Set "replace: true" to remove and create it again, with downtime of its services, or give it another name.',
  }
}

function owned(spec: NetworkSpec, context: PlanContext): NetworkSpec {
  return { ...spec, Labels: { ...spec.Labels, [REPOSITORY_LABEL]: context.ownership.repository } }
}

/** Differences in what can't be changed. */
export function networkFields(spec: NetworkSpec, live: LiveNetwork): readonly FieldDiff[] {
  const { from, to } = comparableNetworks(spec, live)
  return diffFields(from, to)
}
