import type { DesiredState } from '../desired-state.ts'
import { REPOSITORY_LABEL, STACK_LABEL } from '../labels.ts'
import type {
  LiveConfig,
  LiveNetwork,
  LiveSecret,
  LiveService,
  LiveState,
} from '../live/live-state.ts'
import type { Labels } from '../spec/service-spec.ts'
import { compareText } from './compare-text.ts'
import type { Indexed } from './live-index.ts'
import { liveIndex } from './live-index.ts'
import type { ObjectKind } from './plan-types.ts'

/** An object on the swarm, whatever its kind, as far as ownership looks at it. */
export interface LiveObject {
  readonly kind: ObjectKind
  readonly id: string
  readonly name: string
  readonly labels: Labels
}

/** What the swarm has of one stack: by its namespace label, and by the names that it asks for. */
export interface StackObjects {
  readonly services: ReadonlyMap<string, LiveService>
  readonly networks: ReadonlyMap<string, LiveNetwork>
  readonly secrets: ReadonlyMap<string, LiveSecret>
  readonly configs: ReadonlyMap<string, LiveConfig>
  /** All of the above, sorted by kind and name. */
  readonly all: readonly LiveObject[]
}

export function serviceObject(service: LiveService): LiveObject {
  const { id, spec } = service
  return { kind: 'service', id, name: spec.Name, labels: spec.Labels ?? {} }
}

export function networkObject({ id, name, labels }: LiveNetwork): LiveObject {
  return { kind: 'network', id, name, labels }
}

export function secretObject({ id, spec }: LiveSecret): LiveObject {
  return { kind: 'secret', id, name: spec.Name, labels: spec.Labels ?? {} }
}

export function configObject({ id, spec }: LiveConfig): LiveObject {
  return { kind: 'config', id, name: spec.Name, labels: spec.Labels ?? {} }
}

export function stackOf(object: LiveObject): string | undefined {
  return object.labels[STACK_LABEL]
}

export function repositoryOf(object: LiveObject): string | undefined {
  return object.labels[REPOSITORY_LABEL]
}

/** Objects of the stack's namespace, and others whose name the stack asks for. */
export function stackObjects(desired: DesiredState, live: LiveState): StackObjects {
  const index = liveIndex(live)
  const { stack } = desired
  const services = pick(index.services, serviceObject, desired.services, stack)
  const networks = pick(index.networks, networkObject, desired.networks, stack)
  const secrets = pick(index.secrets, secretObject, desired.secrets, stack)
  const configs = pick(index.configs, configObject, desired.configs, stack)
  const all = [
    ...[...services.values()].map(serviceObject),
    ...[...networks.values()].map(networkObject),
    ...[...secrets.values()].map(secretObject),
    ...[...configs.values()].map(configObject),
  ]
  return { services, networks, secrets, configs, all }
}

/** Of two objects of one name, the one in the stack's namespace counts. */
function pick<Live>(
  index: Indexed<Live>,
  view: (live: Live) => LiveObject,
  desired: readonly { readonly Name: string }[],
  stack: string,
): ReadonlyMap<string, Live> {
  const named = desired.flatMap(({ Name }) => index.byName.get(Name) ?? [])
  const members = index.byStack.get(stack) ?? []
  const byName = new Map([...named, ...members].map((live) => [view(live).name, live]))
  return new Map([...byName].sort(([a], [b]) => compareText(a, b)))
}
