import type { DesiredState, StackPolicy } from '../../desired-state.ts'
import { levelsOf } from '../../order/levels.ts'

/** Services that are written together, once everything of earlier stages runs as asked. */
export interface Stage {
  /** As the files number it; two stages share a wave where services in it depend on each other. */
  readonly wave: number
  /** Full names on the swarm, sorted. */
  readonly services: readonly string[]
}

/** Of a policy what says in which order services go. */
export type ServiceOrder = Pick<StackPolicy, 'waves' | 'serviceDependsOn'>

/**
 * The stages of a stack in their order: waves by number, services of one wave by what they depend
 * on. A stack that says nothing has one; one without services has none. Dependencies on other waves
 * add nothing: files that name later ones, or circles, are refused when they are read.
 */
export function stagesOf(
  desired: Pick<DesiredState, 'stack' | 'services'>,
  order: ServiceOrder,
): readonly Stage[] {
  const names = desired.services.map((service) => service.Name)
  if (order.waves.size === 0 && order.serviceDependsOn.size === 0) {
    return names.length === 0 ? [] : [{ wave: 0, services: names }]
  }
  const needs = new Map(
    names.map((name) => [
      name,
      (order.serviceDependsOn.get(shortName(desired.stack, name)) ?? []).map(
        (need) => `${desired.stack}_${need}`,
      ),
    ]),
  )
  const waves = Map.groupBy(names, (name) => waveOf(shortName(desired.stack, name), order))
  return [...waves]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([wave, services]) => {
      const edges = new Map(services.map((name) => [name, needs.get(name) ?? []]))
      return levelsOf(edges).map((level): Stage => ({ wave, services: level }))
    })
}

/** Wave of a service by its name in the Compose file. */
export function waveOf(service: string, { waves }: Pick<ServiceOrder, 'waves'>): number {
  return waves.get(service) ?? 0
}

/** Name in the Compose file of a service of the stack. */
function shortName(stack: string, name: string): string {
  return name.slice(stack.length + 1)
}

/** Number of each service's stage, counted from 1, by full name. */
export function stageNumbers(stages: readonly Stage[]): ReadonlyMap<string, number> {
  return new Map(
    stages.flatMap(({ services }, index) => services.map((name) => [name, index + 1] as const)),
  )
}

/** `stage 2 of 3 (wave 1)`; the wave only where waves were named. */
export function stageTitle(stages: readonly Stage[], number: number): string {
  const wave = stages[number - 1]?.wave ?? 0
  const named = stages.some((stage) => stage.wave !== 0)
  return `stage ${number} of ${stages.length}${named ? ` (wave ${wave})` : ''}`
}
