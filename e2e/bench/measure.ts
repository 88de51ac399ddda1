import { runProgram } from '../lab/index.ts'

/** Milliseconds of several runs: the median, and the smallest and largest. */
export interface Timing {
  readonly medianMs: number
  readonly minMs: number
  readonly maxMs: number
}

/** Runs `work` `runs` times, one after another, and once before that unmeasured. */
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

export function timing(times: readonly number[]): Timing {
  const sorted = times.toSorted((a, b) => a - b)
  return {
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0,
    minMs: sorted[0] ?? 0,
    maxMs: sorted.at(-1) ?? 0,
  }
}

export interface ProgramRun {
  readonly program: string
  readonly args: readonly string[]
  readonly host: string
  readonly folder: string
}

/** One run of a program against an engine, from start to end. */
export async function runOnce({ program, args, host, folder }: ProgramRun): Promise<void> {
  await runProgram(program, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, DOCKER_HOST: host },
  })
}
