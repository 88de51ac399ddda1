import { POLICY_KEY } from '../../compose/schema/policy-schema.ts'
import { child, type Entry, type MapNode, type Node } from '../../compose/yaml/node.ts'

/** What became of the services of a definition that are not there under their own name: their copies, or none. */
export type Renamed = ReadonlyMap<string, readonly string[]>

/** Puts the copies of a service, or nothing, where others depend on it and where `wave` names it. */
export function renameServices(root: MapNode, renamed: Renamed): MapNode {
  if (renamed.size === 0) return root
  const services = child(root, 'services')
  const rewritten = mapEntries(services, (service) =>
    changed(
      changed(service, 'depends_on', (names) => renameList(names, renamed)),
      POLICY_KEY,
      (policy) => changed(policy, 'dependsOn', (names) => renameList(names, renamed)),
    ),
  )
  const own = changed(root, 'services', () => rewritten)
  const policy = changed(own, POLICY_KEY, (stack) =>
    changed(stack, 'wave', (waves) => renameKeys(waves, renamed)),
  )
  return policy?.kind === 'map' ? policy : root
}

/** The node with the value of a key changed; the key goes where nothing is left of a list. */
function changed(
  node: Node | undefined,
  key: string,
  change: (value: Node) => Node | undefined,
): Node | undefined {
  const entry = node?.kind === 'map' ? node.entries.get(key) : undefined
  if (node?.kind !== 'map' || entry === undefined) return node
  const value = change(entry.value)
  if (value === entry.value) return node
  const entries = new Map(node.entries)
  if (value === undefined || (value.kind === 'list' && value.items.length === 0))
    entries.delete(key)
  else entries.set(key, { at: entry.at, value })
  return { ...node, entries }
}

function mapEntries(
  node: Node | undefined,
  change: (value: Node) => Node | undefined,
): Node | undefined {
  if (node?.kind !== 'map') return node
  const entries = [...node.entries].map(
    ([key, { at, value }]) => [key, { at, value: change(value) ?? value }] as const,
  )
  return { ...node, entries: new Map(entries) }
}

function renameList(node: Node, renamed: Renamed): Node {
  if (node.kind !== 'list') return node
  const items = node.items.flatMap((item) => {
    const names = item.kind === 'string' ? renamed.get(item.value) : undefined
    return names === undefined
      ? [item]
      : names.map((value) => ({ ...item, kind: 'string' as const, value }))
  })
  return { ...node, items }
}

function renameKeys(node: Node, renamed: Renamed): Node {
  if (node.kind !== 'map') return node
  const entries = [...node.entries].flatMap(([key, entry]): (readonly [string, Entry])[] =>
    (renamed.get(key) ?? [key]).map((name) => [name, entry]),
  )
  return { ...node, entries: new Map(entries) }
}
