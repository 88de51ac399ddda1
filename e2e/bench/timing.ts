/** Several runs of one piece of work. */
export interface Timing {
  readonly medianMs: number
  readonly minMs: number
  readonly maxMs: number
}

/** Throws where there is nothing to tell of. */
export function timing(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  const minMs = sorted[0]
  const maxMs = sorted.at(-1)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  if (minMs === undefined || maxMs === undefined || upper === undefined || lower === undefined) {
    throw new RangeError('No run was timed.')
  }
  return { medianMs: (lower + upper) / 2, minMs, maxMs }
}

/** Runs `work` once unmeasured, then `runs` times, one after another. */
export async function timed(runs: number, work: () => Promise<unknown>): Promise<Timing> {
  await work()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return timing(times)
}
