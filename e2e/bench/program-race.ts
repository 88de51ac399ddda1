import { readFile } from 'node:fs/promises'
import { runProgram } from '../lab/index.ts'
import { timing, type Timing } from './timing.ts'

/** A program with what it runs on. */
export interface BenchedProgram {
  readonly command: readonly [program: string, ...args: string[]]
  /** `DOCKER_HOST`. */
  readonly host: string
  /** Working folder and HOME. */
  readonly folder: string
}

export interface ProgramTiming extends Timing {
  /** Processor time of one run, user and system, milliseconds: the mean of all runs. */
  readonly cpuMs: number
}

/** One run from start to end. Rejects when it fails. */
export async function runBenched({ command, host, folder }: BenchedProgram): Promise<string> {
  const [program, ...args] = command
  return runProgram(program, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, DOCKER_HOST: host },
  })
}

/**
 * Runs all programs in turn, `rounds` times, and once before that unmeasured: whatever else the machine does, all of
 * them bear it.
 */
export async function race<K extends string>(
  rounds: number,
  programs: Readonly<Record<K, BenchedProgram>>,
): Promise<Readonly<Record<K, ProgramTiming>>> {
  const entries = Object.entries<BenchedProgram>(programs)
  for (const [, program] of entries) await runBenched(program)
  const walls = new Map<string, number[]>(entries.map(([name]) => [name, []]))
  const cpu = new Map<string, number>(entries.map(([name]) => [name, 0]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, program] of entries) {
      const cpuBefore = await cpuOfChildrenMs()
      const started = performance.now()
      await runBenched(program)
      walls.get(name)?.push(performance.now() - started)
      cpu.set(name, (cpu.get(name) ?? 0) + (await cpuOfChildrenMs()) - cpuBefore)
    }
  }
  const timings = entries.map(([name]) => [
    name,
    { ...timing(walls.get(name) ?? []), cpuMs: (cpu.get(name) ?? 0) / rounds },
  ])
  // The names are those of `programs`.
  return Object.fromEntries(timings) as Record<K, ProgramTiming>
}

/** Processor time of all children that have ended; in steps of 10 ms, so only a mean of many runs says something. */
async function cpuOfChildrenMs(): Promise<number> {
  return cpuOfChildren(await readFile('/proc/self/stat', 'utf8'))
}

/** Fields 16 and 17 of `/proc/<pid>/stat`, in hundredths of a second. */
export function cpuOfChildren(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) * 10
}
