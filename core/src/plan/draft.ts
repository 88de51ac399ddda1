import type { DesiredState } from '../desired-state.ts'
import type { LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import { claimedObjects } from './claimed-objects.ts'
import type { IgnoredDifference } from './ignored-differences.ts'
import { ignoredDifferences } from './ignored-differences.ts'
import { liveIndex } from './live-index.ts'
import type { Change, PlanContext } from './plan-types.ts'
import type { PlannedContent } from './plan-content.ts'
import { planConfigs, planSecrets } from './plan-content.ts'
import { planNetworks } from './plan-networks.ts'
import { planPrunes } from './plan-prunes.ts'
import { planServices } from './plan-services.ts'
import { isRotatedName } from './rotated-name.ts'
import { blockOf } from './service-block.ts'
import { neededNames } from './service-references.ts'
import type { StackObjects } from './stack-objects.ts'
import { serviceObject, stackOf } from './stack-objects.ts'
import { stageOf, stageServices } from './stages/stage-changes.ts'
import type { Stage } from './stages/stages-of.ts'
import { stagesOf } from './stages/stages-of.ts'
import type { Claim } from './standing.ts'

export interface Draft {
  readonly changes: readonly Change[]
  readonly warnings: readonly Problem[]
  readonly ignored?: readonly IgnoredDifference[]
  readonly stages?: readonly Stage[]
}

/**
 * Changes from live to desired in their order, for a stack that may be written to: networks, secrets,
 * configs; services that make room; networks that are replaced; services by name; prunes.
 */
export function draft(
  desired: DesiredState,
  live: LiveState,
  objects: StackObjects,
  claim: Claim,
  context: PlanContext,
): Draft {
  const index = liveIndex(live)
  const { names } = index
  const claimed = claimedObjects(objects, claim)
  const networks = planNetworks(
    desired.networks,
    claimed.networks,
    (id) =>
      live.services
        .filter((service) => stackOf(serviceObject(service)) !== desired.stack)
        .filter((service) => neededNames(service.spec).networks.includes(id))
        .map((service) => service.spec.Name),
    context,
  )
  const secrets = planSecrets(
    {
      live: index.secrets.byName,
      claimed: claimed.secrets,
      desired: desired.secrets,
      fixed: desired.fixedNames.secrets,
    },
    context,
  )
  const configs = planConfigs(
    {
      live: index.configs.byName,
      claimed: claimed.configs,
      desired: desired.configs,
      fixed: desired.fixedNames.configs,
    },
    context,
  )
  const objectChanges = [...networks, ...secrets, ...configs].flatMap(({ change }) => change ?? [])
  const replaced = networks.filter(({ change }) => change?.action === 'replace')
  const replacedNetworks = new Set(replaced.map(({ name }) => name))
  const stages = stagesOf(desired, context.policy)
  const planned = planServices(
    {
      stack: desired.stack,
      desired: desired.services,
      claimed: claimed.services,
      tasks: index.tasks,
      nodes: live.nodes,
      names,
      features: index.features,
      rotated: { secrets: rotated(secrets), configs: rotated(configs) },
      blockOf: (spec) => blockOf(spec, networks, secrets, configs),
      replacedNetworks,
    },
    context,
  )
  const services = stageServices(planned, stages, ({ ref }) => {
    const spec = claimed.services.get(ref.name)?.spec
    if (spec === undefined) return false
    return neededNames(spec, names).networks.some((network) => replacedNetworks.has(network))
  })
  const ignored = ignoredDifferences(
    desired.stack,
    desired.services,
    claimed.services,
    index,
    context,
  )
  const kept = {
    services: new Set(desired.services.map((spec) => spec.Name)),
    networks: new Set([
      ...desired.networks.map((spec) => spec.Name),
      ...desired.externals.networks,
    ]),
    secrets: new Set([...secrets.map(({ liveName }) => liveName), ...desired.externals.secrets]),
    configs: new Set([...configs.map(({ liveName }) => liveName), ...desired.externals.configs]),
  }
  const prunes = planPrunes({
    objects,
    claimed,
    kept,
    changes: [...objectChanges, ...services],
    live,
    names,
    isOlder: ({ name }) => isOlder(name, desired),
    unlabelled: context.pruneUnlabelled,
    keep: context.policy.prune === false,
  })
  return {
    changes: [
      ...objectChanges.filter(({ action }) => action !== 'replace'),
      ...prunes.before.filter(({ stage }) => stage === undefined),
      ...objectChanges.filter(({ action }) => action === 'replace'),
      ...[...prunes.before.filter(({ stage }) => stage !== undefined), ...services].toSorted(
        (a, b) => stageOf(a) - stageOf(b),
      ),
      ...prunes.last,
    ],
    warnings: prunes.warnings,
    ...(ignored.length > 0 ? { ignored } : {}),
    ...(stages.length > 1 ? { stages } : {}),
  }
}

/** An object that a secret or config of the stack had before, under its own or a rotated name. */
function isOlder(name: string, desired: DesiredState): boolean {
  return [...desired.secrets, ...desired.configs].some(
    (spec) => spec.Name === name || isRotatedName(name, spec.Name),
  )
}

function rotated(planned: readonly PlannedContent[]): ReadonlyMap<string, string> {
  return new Map(planned.map(({ name, liveName }) => [name, liveName]))
}
