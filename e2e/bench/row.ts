/** What the design asks of a figure. Ratios compare it with the figure beside it, milliseconds and megabytes stand alone. */
export type Bar =
  | { readonly kind: 'at-most-times'; readonly times: number }
  | { readonly kind: 'times-faster'; readonly times: number }
  | { readonly kind: 'under'; readonly value: number }

/** One measured piece of work, before it is judged. */
export interface Measured {
  readonly work: string
  readonly unit: 'ms' | 'MB'
  /** Median of all runs, or the one figure that there is. */
  readonly ours: number
  /** Smallest and largest run. */
  readonly spread?: readonly [min: number, max: number]
  /** Processor time of one run, user and system, milliseconds; for a program that runs from start to end. */
  readonly cpuMs?: number
  readonly beside?: {
    readonly what: string
    readonly value: number
    readonly cpuMs?: number
  }
  readonly bar: Bar
  /** Something beside the figure that must not be, such as a write to the engine. */
  readonly fault?: string
}

/** One line of the benchmark. */
export interface Row extends Measured {
  /** Ours by theirs; for a bar of `times-faster` theirs by ours. Absent where nothing stands beside it. */
  readonly ratio?: number
  readonly held: boolean
}

export function judge(measured: Measured): Row {
  const { bar, ours, beside, fault } = measured
  const fine = fault === undefined
  switch (bar.kind) {
    case 'under':
      return { ...measured, held: fine && ours < bar.value }
    case 'at-most-times': {
      const ratio = beside === undefined ? Number.NaN : ours / beside.value
      return { ...measured, ratio, held: fine && ratio <= bar.times }
    }
    case 'times-faster': {
      const ratio = beside === undefined ? Number.NaN : beside.value / ours
      return { ...measured, ratio, held: fine && ratio >= bar.times }
    }
  }
}
