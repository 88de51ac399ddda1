import type { DeploymentView, StackView } from '@kesako/contract'

/** The moment at which all fixtures are read, ISO 8601. */
export const FIXTURE_NOW = '2026-11-23T02:17:20.000Z'

/** Time of `minutes` before the fixtures are read. */
export function minutesBefore(minutes: number, from = FIXTURE_NOW): string {
  return new Date(Date.parse(from) - minutes * 60_000).toISOString()
}

/** A deployment of 38 s that ended `minutes` ago and went well. */
export function deployment(
  stack: string,
  minutes: number,
  changes: Partial<DeploymentView> = {},
): DeploymentView {
  return {
    id: `${stack}-1`,
    stack,
    action: 'deploy',
    revision: 'f3a91c2d5e6f708192a3b4c5d6e7f8091a2b3c4d',
    repository: '0123456789abcdef0123456789abcdef01234567',
    inputsDigest: `digest-of-${stack}`,
    actor: { name: 'Léa Fournier', via: 'push' },
    startedAt: minutesBefore(minutes + 38 / 60),
    changes: [],
    end: { endedAt: minutesBefore(minutes), outcome: 'deployed' },
    ...changes,
  }
}

/** A stack that is synced and healthy, with one service of two tasks, deployed a day ago. */
export function stack(name: string, changes: Partial<StackView> = {}): StackView {
  const tasks = changes.tasks ?? { running: 2, desired: 2 }
  return {
    name,
    managed: true,
    enabled: true,
    sync: 'synced',
    syncReason: 'The swarm runs what Git says.',
    health: 'healthy',
    healthReason: 'All tasks run.',
    tasks,
    services: [
      {
        id: `id-of-${name}`,
        name: `${name}_web`,
        image: `registry.example.org/${name}:1.4.2`,
        mode: 'replicated',
        tasks,
        health: changes.health ?? 'healthy',
        healthReason: changes.healthReason ?? 'All tasks run.',
      },
    ],
    changes: [],
    problems: [],
    source: source(name, 1440, 'Keep events for 90 days', 'Tomasz Wójcik'),
    etag: `"digest-of-${name}"`,
    lastDeployment: deployment(name, 1440),
    deploying: false,
    ...changes,
  }
}

/** Where a stack comes from, with the commit that touched it `minutes` ago. */
export function source(
  name: string,
  minutes: number,
  subject: string,
  author: string,
): NonNullable<StackView['source']> {
  return {
    composePath: `docker-compose-${name}.yml`,
    inputs: [`docker-compose-${name}.yml`],
    inputsDigest: `digest-of-${name}`,
    commit: {
      revision: revisionOf(name),
      author,
      date: minutesBefore(minutes),
      subject,
    },
  }
}

function revisionOf(name: string): string {
  let seed = 7
  for (const letter of name) seed = (seed * 31 + letter.charCodeAt(0)) >>> 0
  return seed.toString(16).padStart(8, '0').repeat(5)
}
