import type { LiveService, LiveState } from '../live/live-state.ts'
import type { Problem } from '../problem.ts'
import type { ServiceSpec } from '../spec/service-spec.ts'
import { heldResources } from './held-resources.ts'
import type { LiveNames } from '../read-back/live-names.ts'
import type { Change, ObjectKind } from './plan-types.ts'
import { neededNames } from './service-references.ts'
import type { LiveObject } from './stack-objects.ts'

type Remove = Extract<Change, { readonly action: 'remove' }>

/** Removes an object that the repository owns and no longer names. */
export function removeChange(object: LiveObject, reason: string, when: Remove['when']): Remove {
  return {
    action: 'remove',
    ref: { kind: object.kind, name: object.name },
    id: object.id,
    reason,
    when,
    restart: {
      restarts: false,
      because:
        object.kind === 'service'
          ? 'its tasks are stopped with the service, none is replaced'
          : 'nothing that runs uses it any more',
    },
  }
}

/**
 * When a dropped service goes: last, unless the plan replaces a network that it is on, or a service
 * of the plan needs a port, volume or path that it holds; then before that one, so that neither
 * fails on the port nor shares the volume.
 */
export function removeService(
  service: LiveService,
  object: LiveObject,
  changes: readonly Change[],
  live: Pick<LiveState, 'services'>,
  names: LiveNames,
): Remove {
  const networks = neededNames(service.spec, names).networks
  const replaced = changes.find(
    ({ action, ref }) =>
      action === 'replace' && ref.kind === 'network' && networks.includes(ref.name),
  )
  if (replaced !== undefined) {
    const reason = `The stack no longer names it, and the network ${replaced.ref.name} is replaced.`
    return removeChange(object, reason, 'before-create')
  }
  const held = heldResources(service.spec)
  const before = new Map(live.services.map(({ spec }) => [spec.Name, spec]))
  for (const change of changes) {
    const spec = writtenService(change)
    if (spec === undefined) continue
    const old = before.get(spec.Name)
    const already = new Set(old === undefined ? [] : heldResources(old))
    const taken = heldResources(spec).find((name) => held.includes(name) && !already.has(name))
    if (taken !== undefined) {
      const reason = `The stack no longer names it, and ${spec.Name} needs its ${taken}.`
      const { stage } = change
      return {
        ...removeChange(object, reason, 'before-create'),
        ...(stage === undefined ? {} : { stage }),
      }
    }
  }
  return removeChange(object, 'The stack no longer names it.', 'prune')
}

/** The service spec that a change writes, if it writes one. */
export function writtenService(change: Change): ServiceSpec | undefined {
  switch (change.action) {
    case 'create':
    case 'update':
    case 'replace':
      return change.object.kind === 'service' ? change.object.spec : undefined
    case 'remove':
    case 'hold':
      return undefined
  }
}

/** Who uses a network, secret or config once the plan is applied. */
export type Users = (kind: ObjectKind, name: string) => readonly string[]

/** Over all services of the swarm, since the engine refuses to remove what any of them uses. */
export function usersAfter(
  changes: readonly Change[],
  live: Pick<LiveState, 'services'>,
  names: LiveNames,
): Users {
  const users = new Map<string, string[]>()
  function note(kind: ObjectKind, used: readonly string[], service: string): void {
    for (const name of used) {
      const key = `${kind} ${name}`
      users.set(key, [...(users.get(key) ?? []), service])
    }
  }
  function noteSpec(spec: ServiceSpec, known?: LiveNames): void {
    const needed = neededNames(spec, known)
    note('network', needed.networks, spec.Name)
    note('secret', needed.secrets, spec.Name)
    note('config', needed.configs, spec.Name)
  }
  const touched = new Set<string>()
  for (const change of changes) {
    if (change.ref.kind !== 'service' || change.action === 'hold') continue
    touched.add(change.ref.name)
    const spec = writtenService(change)
    if (spec !== undefined) noteSpec(spec)
  }
  for (const { spec } of live.services) if (!touched.has(spec.Name)) noteSpec(spec, names)
  return (kind, name) => users.get(`${kind} ${name}`) ?? []
}

/** Removes of what nothing uses any more; a warning for each that is still in use. */
export function removeUnused(
  objects: readonly LiveObject[],
  users: Users,
  isOlder: (object: LiveObject) => boolean,
): { readonly changes: readonly Change[]; readonly warnings: readonly Problem[] } {
  const changes: Change[] = []
  const warnings: Problem[] = []
  for (const object of objects) {
    const by = users(object.kind, object.name)
    if (by.length === 0) {
      const reason = isOlder(object)
        ? 'It holds older content that no service uses any more.'
        : 'The stack no longer names it.'
      changes.push(removeChange(object, reason, 'prune'))
    } else {
      warnings.push({
        code: 'still-in-use',
        severity: 'warning',
        message: `The ${object.kind} ${object.name} is no longer named, but stays because ${by.join(', ')} uses it.`,
        next: 'waiting',
      })
    }
  }
  return { changes, warnings }
}
