import type {
  LiveConfig,
  LiveNetwork,
  LiveSecret,
  LiveService,
  LiveState,
  LiveTask,
} from '../live/live-state.ts'
import { STACK_LABEL } from '../labels.ts'
import type { Labels } from '../spec/service-spec.ts'
import type { EngineFeatures } from '../read-back/engine-features.ts'
import { engineFeatures } from '../read-back/engine-features.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import { liveNames } from '../read-back/live-names.ts'

/** Objects of one kind by the stack whose namespace they bear, and by name. */
export interface Indexed<Live> {
  readonly byStack: ReadonlyMap<string, readonly Live[]>
  readonly byName: ReadonlyMap<string, readonly Live[]>
}

/** Look-ups over one live state, so that planning many stacks doesn't read it through for each. */
export interface LiveIndex {
  readonly services: Indexed<LiveService>
  readonly networks: Indexed<LiveNetwork>
  readonly secrets: Indexed<LiveSecret>
  readonly configs: Indexed<LiveConfig>
  readonly tasks: ReadonlyMap<string, readonly LiveTask[]>
  readonly names: LiveNames
  readonly features: EngineFeatures
}

const indexes = new WeakMap<LiveState, LiveIndex>()

const groups = new WeakMap<readonly LiveTask[], ReadonlyMap<string, readonly LiveTask[]>>()

/** Made once per list of tasks, which never changes. */
export function tasksByService(
  tasks: readonly LiveTask[],
): ReadonlyMap<string, readonly LiveTask[]> {
  const known = groups.get(tasks)
  if (known !== undefined) return known
  const made = Map.groupBy(tasks, ({ serviceId }) => serviceId)
  groups.set(tasks, made)
  return made
}

/** Made once per live state, which never changes. */
export function liveIndex(live: LiveState): LiveIndex {
  const known = indexes.get(live)
  if (known !== undefined) return known
  const made: LiveIndex = {
    services: indexed(live.services, ({ spec }) => [spec.Name, spec.Labels]),
    networks: indexed(live.networks, ({ name, labels }) => [name, labels]),
    secrets: indexed(live.secrets, ({ spec }) => [spec.Name, spec.Labels]),
    configs: indexed(live.configs, ({ spec }) => [spec.Name, spec.Labels]),
    tasks: tasksByService(live.tasks),
    names: liveNames(live),
    features: engineFeatures(live.nodes),
  }
  indexes.set(live, made)
  return made
}

function indexed<Live>(
  list: readonly Live[],
  view: (live: Live) => readonly [string, Labels | undefined],
): Indexed<Live> {
  return {
    byStack: Map.groupBy(list, (live) => view(live)[1]?.[STACK_LABEL] ?? ''),
    byName: Map.groupBy(list, (live) => view(live)[0]),
  }
}
