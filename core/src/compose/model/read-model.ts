import type { Report } from '../report.ts'
import { child, type Entry, type MapNode } from '../yaml/node.ts'
import { readService } from './read-service.ts'
import { readFileObject, readNetwork, readVolume } from './read-top-level.ts'
import type { Service } from './service.ts'
import type { Model } from './top-level.ts'

/** Reads a validated document. */
export function readModel(root: MapNode, version: number, report: Report): Model {
  return {
    services: readSection(root, 'services', (key, { at, value }): Service | undefined =>
      value.kind === 'map' ? readService(key, at, value) : undefined,
    ),
    networks: readSection(root, 'networks', (key, entry) =>
      readNetwork(key, entry, version, report),
    ),
    volumes: readSection(root, 'volumes', (key, entry) => readVolume(key, entry, version, report)),
    secrets: readSection(root, 'secrets', (key, entry) =>
      readFileObject('secrets', key, entry, version, report),
    ),
    configs: readSection(root, 'configs', (key, entry) =>
      readFileObject('configs', key, entry, version, report),
    ),
  }
}

function readSection<Item>(
  root: MapNode,
  section: string,
  read: (key: string, entry: Entry) => Item | undefined,
): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>()
  const node = child(root, section)
  if (node?.kind !== 'map') return items
  for (const [key, entry] of node.entries) {
    const item = read(key, entry)
    if (item !== undefined) items.set(key, item)
  }
  return items
}
