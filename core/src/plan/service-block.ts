import type { ServiceSpec } from '../spec/service-spec.ts'
import type { PlannedContent } from './plan-content.ts'
import type { PlannedNetwork } from './plan-networks.ts'
import type { Change } from './plan-types.ts'
import type { Block } from './plan-services.ts'
import { neededNames } from './service-references.ts'

/** Why a service can't change: the first held network, secret or config that it needs. */
export function blockOf(
  spec: ServiceSpec,
  networks: readonly PlannedNetwork[],
  secrets: readonly PlannedContent[],
  configs: readonly PlannedContent[],
): Block | undefined {
  const needed = neededNames(spec)
  const candidates = [
    ...networks.filter(({ name }) => needed.networks.includes(name)),
    ...secrets.filter(({ name }) => needed.secrets.includes(name)),
    ...configs.filter(({ name }) => needed.configs.includes(name)),
  ]
  const held = candidates.map(({ change }) => change).find(isHold)
  if (held === undefined) return undefined
  return {
    code: held.code,
    reason: `It waits for the ${held.ref.kind} ${held.ref.name}, which is held. ${held.reason}`,
    remedy: held.remedy,
  }
}

function isHold(
  change: Change | undefined,
): change is Extract<Change, { readonly action: 'hold' }> {
  return change?.action === 'hold'
}
