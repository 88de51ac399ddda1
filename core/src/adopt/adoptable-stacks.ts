import { REPOSITORY_LABEL, STACK_LABEL } from '../labels.ts'
import type { LiveService, LiveState } from '../live/live-state.ts'
import { compareText } from '../plan/compare-text.ts'

/** A stack on the swarm, and who owns it. */
export interface RunningStack {
  readonly name: string
  /** Root commits of the stacks repositories whose label its services bear, or FILES_OWNER; sorted. */
  readonly owners: readonly string[]
}

/** Every stack of which a service is on the swarm, sorted. */
export function runningStacks(live: LiveState): readonly RunningStack[] {
  const groups = Map.groupBy(live.services, ({ spec }) => spec.Labels[STACK_LABEL] ?? '')
  return [...groups]
    .filter(([name]) => name !== '')
    .map(([name, services]) => ({ name, owners: ownersOf(services) }))
    .toSorted((a, b) => compareText(a.name, b.name))
}

function ownersOf(services: readonly LiveService[]): readonly string[] {
  const owners = services.flatMap(({ spec }) => spec.Labels[REPOSITORY_LABEL] ?? [])
  return [...new Set(owners)].toSorted(compareText)
}

/** Services that belong to no stack, sorted by name: no Compose file has them. */
export function servicesOutsideStacks(live: LiveState): readonly LiveService[] {
  return live.services
    .filter(({ spec }) => (spec.Labels[STACK_LABEL] ?? '') === '')
    .toSorted((a, b) => compareText(a.spec.Name, b.spec.Name))
}
