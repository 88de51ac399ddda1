export type Sample = readonly [labels: string, value: number]

/** One metric in the text format of Prometheus. */
export function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  samples: readonly Sample[],
): string {
  const lines = samples.map(([labels, value]) => `${name}${labels} ${value}\n`)
  return `${head(name, type, help)}${lines.join('')}`
}

export interface Histogram {
  /** Upper bounds, rising. */
  readonly bounds: readonly number[]
  /** How many were at most as much as the bound at the same place. */
  readonly buckets: readonly number[]
  readonly sum: number
  readonly count: number
}

/** As `metric`, with the buckets, sum and count of a histogram. */
export function histogram(
  name: string,
  help: string,
  { bounds, buckets, sum, count }: Histogram,
): string {
  const lines = bounds.map(
    (bound, index) => `${name}_bucket{le="${bound}"} ${buckets[index] ?? 0}\n`,
  )
  const rest = `${name}_bucket{le="+Inf"} ${count}\n${name}_sum ${sum}\n${name}_count ${count}\n`
  return `${head(name, 'histogram', help)}${lines.join('')}${rest}`
}

function head(name: string, type: string, help: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`
}
