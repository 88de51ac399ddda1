import type { Report } from '../report.ts'
import type { composeSchema } from '../schema/compose-schema.ts'
import type { Valid } from '../schema/valid.ts'
import { namedOf, valueOf } from './fields.ts'
import { readService } from './read-service.ts'
import { readConfig, readNetwork, readSecret, readVolume } from './read-top-level.ts'
import type { Model } from './top-level.ts'

/** Reads a validated document. */
export function readModel(
  root: Valid<typeof composeSchema>,
  version: number,
  report: Report,
): Model {
  const found = { version, report }
  return {
    services: mapOf(namedOf(valueOf(root, 'services')), ({ name, at, value }) =>
      value.kind === 'map' ? readService(name, at, value) : undefined,
    ),
    networks: mapOf(namedOf(valueOf(root, 'networks')), (entry) => readNetwork(entry, found)),
    volumes: mapOf(namedOf(valueOf(root, 'volumes')), (entry) => readVolume(entry, found)),
    secrets: mapOf(namedOf(valueOf(root, 'secrets')), (entry) => readSecret(entry, found)),
    configs: mapOf(namedOf(valueOf(root, 'configs')), (entry) => readConfig(entry, found)),
  }
}

function mapOf<Entry extends { readonly name: string }, Item>(
  entries: readonly Entry[],
  read: (entry: Entry) => Item | undefined,
): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>()
  for (const entry of entries) {
    const item = read(entry)
    if (item !== undefined) items.set(entry.name, item)
  }
  return items
}
