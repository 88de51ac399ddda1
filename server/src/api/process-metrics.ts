import { metric } from './metric-text.ts'

/** What the usual dashboards for a Node process read. */
export interface ProcessMeasures {
  readonly residentBytes: number
  readonly heapUsedBytes: number
  readonly heapTotalBytes: number
  readonly cpuSeconds: number
  /** Seconds since 1970. */
  readonly startedAt: number
  readonly nodeVersion: string
}

/** Of this process, now. */
export function processMeasures(): ProcessMeasures {
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return {
    residentBytes: rss,
    heapUsedBytes: heapUsed,
    heapTotalBytes: heapTotal,
    cpuSeconds: (user + system) / 1e6,
    startedAt: Math.round(performance.timeOrigin) / 1000,
    nodeVersion: process.version,
  }
}

/** Under the names of the usual client libraries of Prometheus. */
export function processMetrics(measures: ProcessMeasures): string {
  const one = (value: number): readonly (readonly [string, number])[] => [['', value]]
  return [
    metric(
      'process_resident_memory_bytes',
      'gauge',
      'Resident memory.',
      one(measures.residentBytes),
    ),
    metric(
      'process_cpu_seconds_total',
      'counter',
      'CPU time of user and system.',
      one(measures.cpuSeconds),
    ),
    metric(
      'process_start_time_seconds',
      'gauge',
      'Start, in seconds since 1970.',
      one(measures.startedAt),
    ),
    metric('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.', one(measures.heapUsedBytes)),
    metric('nodejs_heap_size_total_bytes', 'gauge', 'Heap.', one(measures.heapTotalBytes)),
    metric('nodejs_version_info', 'gauge', 'Version of Node.', [
      [`{version="${measures.nodeVersion}"}`, 1],
    ]),
  ].join('')
}
