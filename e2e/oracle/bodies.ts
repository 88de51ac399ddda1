/** The body of one request, or an object in it. */
export type Body = Readonly<Record<string, unknown>>

/** What `docker stack deploy` posts to an empty swarm; our converter gives the same four lists. */
export interface Bodies {
  readonly networks: readonly Body[]
  readonly secrets: readonly Body[]
  readonly configs: readonly Body[]
  readonly services: readonly Body[]
}

export const BODY_KINDS = ['networks', 'secrets', 'configs', 'services'] as const

/**
 * Bodies that can be compared: without ids, each list in the order of names, and the secrets and
 * configs of a service, whose order the CLI leaves to chance where names are equal, in one order.
 */
export function comparableBodies(bodies: {
  readonly [Kind in keyof Bodies]: readonly object[]
}): Bodies {
  const comparable = (objects: readonly object[]): readonly Body[] =>
    objects
      .map((object) => asBody(withoutIds(withCredentialName(object))))
      .toSorted(byText(({ Name }) => String(Name)))
  return {
    networks: comparable(bodies.networks),
    secrets: comparable(bodies.secrets),
    configs: comparable(bodies.configs),
    services: comparable(bodies.services).map((service) => asBody(sortUses(service))),
  }
}

/** Ids belong to a swarm, and CheckDuplicate to the version of its API. */
const dropped: ReadonlySet<string> = new Set(['SecretID', 'ConfigID', 'CheckDuplicate'])

/** With the name of the config of a credential spec, where the CLI writes its id. */
function withCredentialName(object: object): unknown {
  const names = new Map<unknown, unknown>()
  JSON.stringify(object, (_, inner: unknown) => {
    if (typeof inner === 'object' && inner !== null && 'ConfigID' in inner) {
      names.set(inner.ConfigID, asBody(inner)['ConfigName'])
    }
    return inner
  })
  const text = JSON.stringify(object, (key, inner: unknown) =>
    key === 'Config' && names.has(inner) ? names.get(inner) : inner,
  )
  return JSON.parse(text)
}

function withoutIds(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    dropped.has(key) ? undefined : inner,
  )
  return JSON.parse(text)
}

function sortUses(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const isUses = key === 'Secrets' || key === 'Configs'
    return isUses
      ? value.toSorted(byText((use) => `${nameOf(use)}\n${JSON.stringify(use)}`))
      : value
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, sortUses(inner, name)]),
  )
}

function nameOf(use: unknown): string {
  const { SecretName, ConfigName } = asBody(use)
  return String(SecretName ?? ConfigName)
}

function byText<Item>(textOf: (item: Item) => string): (a: Item, b: Item) => number {
  return (a, b) => Buffer.compare(Buffer.from(textOf(a)), Buffer.from(textOf(b)))
}

/** JSON that is known to be an object. */
export function asBody(value: unknown): Body {
  if (typeof value !== 'object' || value === null) throw new TypeError('not an object')
  // An object without further knowledge of its keys.
  return value as Body
}
