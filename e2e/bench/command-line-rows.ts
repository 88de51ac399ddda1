import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KESAKO } from '../scenario/kesako-process.ts'
import { benchStack, SERVICES } from './bench-stack.ts'
import { type BenchedProgram, type ProgramTiming, race, runBenched } from './program-race.ts'
import { judge, type Row } from './row.ts'

const ROUNDS = 15
const FILE = 'compose.yml'

/** The verbs on one unchanged stack, beside the docker CLI on the same engine. */
export async function commandLineRows(host: string, folder: string): Promise<readonly Row[]> {
  await writeFile(join(folder, FILE), benchStack(0))
  const ours = (verb: string): BenchedProgram => ({
    command: [...KESAKO, verb, '-c', FILE, 'verbs'],
    host,
    folder,
  })
  const docker = (...args: readonly string[]): BenchedProgram => ({
    command: ['docker', 'stack', ...args],
    host,
    folder,
  })
  const deploy = docker('deploy', '--resolve-image=never', '-c', FILE, 'verbs-cli')
  await runBenched(ours('apply'))
  const times = await race(ROUNDS, {
    convert: ours('convert'),
    config: docker('config', '-c', FILE),
    plan: ours('plan'),
    apply: ours('apply'),
    deploy,
  })
  const { config } = times
  const unchanged = `nothing changed, ${SERVICES} services`
  return [
    row('convert, from start to end', times.convert, 'docker stack config', config, 4),
    row(`plan, ${unchanged}`, times.plan, 'docker stack deploy', times.deploy, 3),
    row(`apply, ${unchanged}`, times.apply, 'docker stack deploy', times.deploy, 3),
  ]
}

function row(
  work: string,
  ours: ProgramTiming,
  what: string,
  theirs: ProgramTiming,
  times: number,
): Row {
  return judge({
    work,
    unit: 'ms',
    ours: ours.medianMs,
    spread: [ours.minMs, ours.maxMs],
    cpuMs: ours.cpuMs,
    beside: { what, value: theirs.medianMs, cpuMs: theirs.cpuMs },
    bar: { kind: 'at-most-times', times },
  })
}
