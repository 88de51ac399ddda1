import type { Model } from '../model/top-level.ts'
import { mergeService } from './merge-service.ts'

/** Merges the files of one stack in their order. At the top level an entry replaces another whole. */
export function mergeModels(models: readonly Model[]): Model {
  return models.reduce(merge, empty)
}

const empty: Model = {
  services: new Map(),
  networks: new Map(),
  volumes: new Map(),
  secrets: new Map(),
  configs: new Map(),
}

function merge(base: Model, over: Model): Model {
  const services = new Map(base.services)
  for (const [name, service] of over.services) {
    const before = services.get(name)
    services.set(name, before === undefined ? service : mergeService(before, service))
  }
  return {
    services,
    networks: new Map([...base.networks, ...over.networks]),
    volumes: new Map([...base.volumes, ...over.volumes]),
    secrets: new Map([...base.secrets, ...over.secrets]),
    configs: new Map([...base.configs, ...over.configs]),
  }
}
