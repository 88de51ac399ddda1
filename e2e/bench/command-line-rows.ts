import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { composeFile } from '../scenario/compose.ts'
import { KESAKO_BUILT } from './built.ts'
import { runOnce, timed } from './measure.ts'
import { milliseconds, type Row } from './row.ts'

const SERVICES = 5
const RUNS = 9

/** A stack of five services, compared verb by verb with the docker CLI on the same engine. */
export async function commandLineRows(host: string, folder: string): Promise<readonly Row[]> {
  const services = Object.fromEntries(
    Array.from({ length: SERVICES }, (_, index) => [
      `s${index}`,
      { replicas: 0, more: 'environment:\n  LEVEL: info\nnetworks: [front]' },
    ]),
  )
  const compose = composeFile(services, 'networks:\n  front: {}')
  await writeFile(join(folder, 'compose.yml'), compose)
  const [node, ...kesako] = KESAKO_BUILT
  const ours = (...args: readonly string[]) => ({
    program: node,
    args: [...kesako, ...args],
    host,
    folder,
  })
  const docker = (...args: readonly string[]) => ({ program: 'docker', args, host, folder })
  const deploy = docker('stack', 'deploy', '--resolve-image=never', '-c', 'compose.yml', 'cli')

  const convert = await timed(RUNS, () => runOnce(ours('convert', '-c', 'compose.yml', 'bench')))
  const config = await timed(RUNS, () => runOnce(docker('stack', 'config', '-c', 'compose.yml')))
  await runOnce(deploy)
  await runOnce(ours('apply', '-c', 'compose.yml', 'bench'))
  const plan = await timed(RUNS, () => runOnce(ours('plan', '-c', 'compose.yml', 'bench')))
  const apply = await timed(RUNS, () => runOnce(ours('apply', '-c', 'compose.yml', 'bench')))
  const redeploy = await timed(RUNS, () => runOnce(deploy))

  return [
    compared('convert, start to end', convert.medianMs, 'docker stack config', config.medianMs, 4),
    compared('plan, nothing changed', plan.medianMs, 'docker stack deploy', redeploy.medianMs, 3),
    compared('apply, nothing changed', apply.medianMs, 'docker stack deploy', redeploy.medianMs, 3),
  ]
}

function compared(work: string, ours: number, what: string, theirs: number, atMost: number): Row {
  const ratio = ours / theirs
  return {
    work,
    figure: milliseconds(ours),
    beside: `${what} ${milliseconds(theirs)}`,
    ratio: `${ratio.toFixed(2)} times`,
    bar: `at most ${atMost} times`,
    held: ratio <= atMost,
  }
}
