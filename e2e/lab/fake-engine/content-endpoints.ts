import type { ConfigSpec, SecretSpec } from '@kesako/core'
import { FakeRefusal, invalid, notFound, outOfSequence } from './fake-refusal.ts'
import type { FakeSwarm, Stored } from './fake-swarm.ts'
import { emit, find, stored, touch } from './fake-swarm.ts'
import { fits, listFilters } from './list-filters.ts'
import type { Answer, Call, Route } from './route.ts'
import { created, ok } from './route.ts'

type Kind = 'secret' | 'config'
type Content = Stored<SecretSpec | ConfigSpec>

/** Secrets and configs have the same endpoints; only a secret's data is never given back. */
export const contentRoutes: readonly Route[] = [...routesOf('secret'), ...routesOf('config')]

const LARGEST = { secret: 512_000, config: 1_024_000 }

function routesOf(kind: Kind): readonly Route[] {
  const path = (rest: string): RegExp => new RegExp(`^/${kind}s${rest}$`)
  const one = '/([^/]+)'
  return [
    {
      method: 'GET',
      path: path(''),
      manager: true,
      handle: (call) => ok(list(call, kind).map((content) => shown(kind, content))),
    },
    { method: 'POST', path: path('/create'), manager: true, handle: (call) => create(call, kind) },
    {
      method: 'POST',
      path: path(`${one}/update`),
      manager: true,
      handle: (call) => update(call, kind),
    },
    {
      method: 'GET',
      path: path(one),
      manager: true,
      handle: (call) => ok(shown(kind, existing(call, kind))),
    },
    { method: 'DELETE', path: path(one), manager: true, handle: (call) => remove(call, kind) },
  ]
}

function contents(swarm: FakeSwarm, kind: Kind): Map<string, Content> {
  return kind === 'secret' ? swarm.secrets : swarm.configs
}

function list({ swarm, query }: Call, kind: Kind): readonly Content[] {
  const filters = listFilters(query.get('filters') ?? undefined)
  return [...contents(swarm, kind).values()].filter(({ ID, Spec }) =>
    fits(filters, { id: ID, name: Spec.Name, labels: Spec.Labels }),
  )
}

function existing({ swarm, name }: Call, kind: Kind): Content {
  const content = find(contents(swarm, kind), name, (one) => one.Spec.Name)
  if (content === undefined) throw notFound(kind, name)
  return content
}

function create({ swarm, body }: Call, kind: Kind): Answer {
  const spec = readSpec(body)
  if (!/^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(spec.Name) || spec.Name.length > 64) {
    throw invalid(
      'invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]',
    )
  }
  const size = Buffer.from(spec.Data ?? '', 'base64').length
  const driven = 'Driver' in spec && spec.Driver !== undefined
  if (!driven && (size < 1 || size >= LARGEST[kind])) {
    throw invalid(`${kind} data must be larger than 0 and less than ${LARGEST[kind]} bytes`)
  }
  if ([...contents(swarm, kind).values()].some((one) => one.Spec.Name === spec.Name)) {
    throw new FakeRefusal(
      409,
      `rpc error: code = AlreadyExists desc = ${kind} ${spec.Name} already exists`,
    )
  }
  const content = stored(swarm, spec)
  contents(swarm, kind).set(content.ID, content)
  emit(swarm, kind, 'create', content.ID, spec.Name)
  return created(content.ID)
}

/** Data that differs is refused before a stale version is. */
function update(call: Call, kind: Kind): Answer {
  const { swarm, query, body } = call
  const content = existing(call, kind)
  const spec = readSpec(body)
  const otherData = spec.Data !== undefined && spec.Data !== '' && spec.Data !== content.Spec.Data
  if (spec.Name !== content.Spec.Name || otherData) {
    throw invalid('only updates to Labels are allowed')
  }
  if (Number(query.get('version')) !== content.Version.Index) throw outOfSequence()
  content.Spec = { ...content.Spec, Labels: spec.Labels }
  touch(swarm, content)
  emit(swarm, kind, 'update', content.ID, spec.Name)
  return { status: 200 }
}

function remove(call: Call, kind: Kind): Answer {
  const { swarm } = call
  const content = existing(call, kind)
  const users = [...swarm.services.values()].filter(({ Spec }) => {
    const { Secrets = [], Configs = [] } = Spec.TaskTemplate.ContainerSpec
    return kind === 'secret'
      ? Secrets.some(({ SecretID }) => SecretID === content.ID)
      : Configs.some(({ ConfigID }) => ConfigID === content.ID)
  })
  if (users.length > 0) {
    const names = users.map(({ Spec }) => Spec.Name).join(', ')
    const services = users.length === 1 ? 'service' : 'services'
    throw invalid(`${kind} '${content.Spec.Name}' is in use by the following ${services}: ${names}`)
  }
  contents(swarm, kind).delete(content.ID)
  emit(swarm, kind, 'remove', content.ID, content.Spec.Name)
  return { status: 204 }
}

function readSpec(body: unknown): SecretSpec | ConfigSpec {
  if (typeof body !== 'object' || body === null) throw new FakeRefusal(400, 'EOF')
  const spec = body as SecretSpec
  return { ...spec, Labels: spec.Labels ?? {} }
}

function shown(kind: Kind, content: Content): object {
  if (kind === 'config') return content
  const { Data: _hidden, ...Spec } = content.Spec
  return { ...content, Spec }
}
