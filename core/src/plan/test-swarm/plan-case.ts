import type { DesiredState, StackPolicy } from '../../desired-state.ts'
import { DEFAULT_STACK_POLICY } from '../../desired-state.ts'
import type { LiveService, LiveState } from '../../live/live-state.ts'
import type { ServiceSpec } from '../../spec/service-spec.ts'
import { plan } from '../plan.ts'
import type { PlanContext } from '../plan-types.ts'
import { EMPTY_SWARM, applyPlan } from './apply-plan.ts'
import { planContext } from './context.ts'
import type { ServiceOptions } from './specs.ts'
import { desiredState, serviceSpec } from './specs.ts'

/** A row of a table: what is asked for, what is there, and the lines of the plan. */
export interface PlanCase {
  readonly name: string
  readonly desired: DesiredState
  readonly live: LiveState
  readonly context?: Partial<PlanContext>
  readonly expected: readonly string[]
}

export function stack(
  services: Readonly<Record<string, ServiceOptions>>,
  more: Partial<DesiredState> = {},
): DesiredState {
  const specs = Object.entries(services).map(([key, options]) => serviceSpec('shop', key, options))
  return desiredState({ services: specs, ...more })
}

export function running(desired: DesiredState, context = planContext()): LiveState {
  return applyPlan(plan(desired, EMPTY_SWARM, context), EMPTY_SWARM)
}

export function policy(more: Partial<StackPolicy>): Partial<PlanContext> {
  return { policy: { ...DEFAULT_STACK_POLICY, ...more } }
}

/** One service changed behind the planner's back. */
export function byHand(
  live: LiveState,
  name: string,
  edit: (service: LiveService) => Partial<LiveService>,
): LiveState {
  const services = live.services.map((service) =>
    service.spec.Name === name ? { ...service, ...edit(service) } : service,
  )
  return { ...live, services }
}

export function template(
  spec: ServiceSpec,
  more: Partial<ServiceSpec['TaskTemplate']>,
): ServiceSpec {
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, ...more } }
}

export const OTHER_INPUTS: Partial<PlanContext> = {
  ownership: { ...planContext().ownership, inputsDigest: 'inputs-2' },
}
