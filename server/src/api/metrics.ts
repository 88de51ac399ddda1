import { OutcomeView } from '@kesako/contract'
import type { Outcome } from '@kesako/core'
import { type Overview, PASS_BUCKETS, type Runner, type RunnerMeasures } from '@kesako/deploy'
import type { RemoteState } from '@kesako/repository'
import { histogram, metric, type Sample } from './metric-text.ts'
import { type ProcessMeasures, processMetrics } from './process-metrics.ts'
import { remoteMetrics } from './remote-metrics.ts'

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
  readonly runner: RunnerMeasures
  readonly counters: Counters
  readonly listeners: number
  readonly pauses: number
  readonly process: ProcessMeasures
  readonly remote?: RemoteState
}

/** Text format of Prometheus. */
export function metricsText(measures: Measures): string {
  const { overview, counters, runner } = measures
  const one = (value: number): readonly Sample[] => [['', value]]
  return [
    metric('kesako_info', 'gauge', 'Version that runs.', [[`{version="${measures.version}"}`, 1]]),
    metric('kesako_stacks', 'gauge', 'Stacks by sync and health.', stacks(overview)),
    metric(
      'kesako_deployments_total',
      'counter',
      'Deployments that ended since the start, by outcome.',
      OutcomeView.options.map((outcome) => [
        `{outcome="${outcome}"}`,
        counters.deployments.get(outcome) ?? 0,
      ]),
    ),
    passes(runner),
    metric('kesako_queue_depth', 'gauge', 'Stacks that are worked on or wait.', one(runner.queued)),
    metric('kesako_stacks_writing', 'gauge', 'Stacks that are written to.', one(runner.writing)),
    metric(
      'kesako_engine_errors_total',
      'counter',
      'Reads of the swarm that failed.',
      one(runner.engineErrors),
    ),
    metric('kesako_engine_connected', 'gauge', 'Whether the Docker Engine answers.', [
      ['', overview.engine.connected ? 1 : 0],
    ]),
    metric('kesako_everything_held', 'gauge', 'Whether everything is held.', [
      ['', overview.held === undefined ? 0 : 1],
    ]),
    remoteMetrics(measures.remote),
    metric('kesako_pauses', 'gauge', 'Pauses for maintenance.', one(measures.pauses)),
    metric('kesako_event_listeners', 'gauge', 'Open event streams.', one(measures.listeners)),
    processMetrics(measures.process),
  ].join('')
}

function stacks(overview: Overview): readonly Sample[] {
  const states = new Map<string, number>()
  for (const { sync, health } of overview.stacks) {
    const labels = `{sync="${sync}",health="${health}"}`
    states.set(labels, (states.get(labels) ?? 0) + 1)
  }
  return [...states]
}

function passes({ passes: ended, passSeconds, lastPassAt }: RunnerMeasures): string {
  return [
    metric(
      'kesako_passes_total',
      'counter',
      'Passes since the start: ended, everything held, or failed.',
      Object.entries(ended).map(([result, count]) => [`{result="${result}"}`, count]),
    ),
    histogram(
      'kesako_pass_duration_seconds',
      'From the first read of a pass to its last decision, without the deployments that follow.',
      { bounds: PASS_BUCKETS, ...passSeconds },
    ),
    metric(
      'kesako_last_successful_pass_timestamp_seconds',
      'gauge',
      'End of the last pass that looked at every stack, in seconds since 1970; absent before it.',
      lastPassAt === undefined ? [] : [['', lastPassAt / 1000]],
    ),
  ].join('')
}
