import type { LiveState, ObjectKind } from '@kesako/core'

/** Ids of what services refer to by name: what live holds, and what was created since. */
export interface ObjectIds {
  network(name: string): string | undefined
  secret(name: string): string | undefined
  config(name: string): string | undefined
  created(kind: ObjectKind, name: string, id: string): void
}

export function objectIds(live: LiveState): ObjectIds {
  const networks = new Map(
    live.networks
      .filter((network) => network.scope === 'swarm')
      .map((network) => [network.name, network.id]),
  )
  const secrets = new Map(live.secrets.map((secret) => [secret.spec.Name, secret.id]))
  const configs = new Map(live.configs.map((config) => [config.spec.Name, config.id]))
  return {
    network: (name) => networks.get(name),
    secret: (name) => secrets.get(name),
    config: (name) => configs.get(name),
    created(kind, name, id) {
      switch (kind) {
        case 'network':
          networks.set(name, id)
          return
        case 'secret':
          secrets.set(name, id)
          return
        case 'config':
          configs.set(name, id)
          return
        case 'service':
      }
    },
  }
}
