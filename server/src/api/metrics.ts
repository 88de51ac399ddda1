import type { Outcome } from '@kesako/core'
import type { Overview, Runner } from '@kesako/deploy'
import type { RemoteState } from '@kesako/repository'

/** What was counted since the start. */
export interface Counters {
  readonly deployments: ReadonlyMap<Outcome, number>
  close(): void
}

/** Counts deployments by how they ended. */
export function countDeployments(runner: Runner): Counters {
  const deployments = new Map<Outcome, number>()
  const close = runner.subscribe((event) => {
    if (event.type !== 'deployment-ended') return
    const { outcome } = event.end
    deployments.set(outcome, (deployments.get(outcome) ?? 0) + 1)
  })
  return { deployments, close }
}

export interface Measures {
  readonly version: string
  readonly overview: Overview
  readonly counters: Counters
  readonly listeners: number
  readonly residentBytes: number
  readonly remote?: RemoteState
}

/** Text format of Prometheus. */
export function metricsText(measures: Measures): string {
  const { overview, counters } = measures
  const states = new Map<string, number>()
  for (const { sync, health } of overview.stacks) {
    const labels = `{sync="${sync}",health="${health}"}`
    states.set(labels, (states.get(labels) ?? 0) + 1)
  }
  const ended = [...counters.deployments].map(
    ([outcome, count]) => [`{outcome="${outcome}"}`, count] as const,
  )
  return [
    metric('kesako_info', 'gauge', 'Version that runs.', [[`{version="${measures.version}"}`, 1]]),
    metric('kesako_stacks', 'gauge', 'Stacks by sync and health.', [...states]),
    metric('kesako_deployments_total', 'counter', 'Deployments that ended since the start.', ended),
    metric('kesako_engine_connected', 'gauge', 'Whether the Docker Engine answers.', [
      ['', overview.engine.connected ? 1 : 0],
    ]),
    metric('kesako_everything_held', 'gauge', 'Whether everything is held.', [
      ['', overview.held === undefined ? 0 : 1],
    ]),
    ...remoteMetrics(measures.remote),
    metric('kesako_event_listeners', 'gauge', 'Open event streams.', [['', measures.listeners]]),
    metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', [
      ['', measures.residentBytes],
    ]),
  ].join('')
}

function remoteMetrics(remote: RemoteState | undefined): readonly string[] {
  if (remote === undefined) return []
  const { reachedAt, trouble, journalTrouble } = remote
  const seconds = reachedAt === undefined ? 0 : Date.parse(reachedAt) / 1000
  return [
    metric('kesako_remote_followed', 'gauge', 'Whether the Git remote is followed.', [
      ['', trouble === undefined ? 1 : 0],
    ]),
    metric(
      'kesako_remote_reached_timestamp_seconds',
      'gauge',
      'When the Git remote last answered.',
      [['', seconds]],
    ),
    metric('kesako_remote_journal_copied', 'gauge', 'Whether the remote has the whole journal.', [
      ['', journalTrouble === undefined ? 1 : 0],
    ]),
  ]
}

function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  samples: readonly (readonly [labels: string, value: number])[],
): string {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}
