import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordingProxy } from '../lab/index.ts'
import { composeFile } from '../scenario/compose.ts'
import { startKesako } from '../scenario/kesako-process.ts'
import { cloneStacks } from '../scenario/stacks-clone.ts'
import { KESAKO_BUILT } from './built.ts'
import { runOnce, timed, timing } from './measure.ts'
import { milliseconds, type Row } from './row.ts'

const STACKS = 40
const SERVICES = 5
const PUSHES = 7

/** A running server with forty stacks of five services that run no task. */
export async function serverRows(host: string, folder: string): Promise<readonly Row[]> {
  await using proxy = await recordingProxy(host)
  await using kesako = await startKesako({ host: proxy.host, program: KESAKO_BUILT })
  await using clone = await cloneStacks(kesako.gitUrl)
  const stack = (mark: number): string =>
    composeFile(
      Object.fromEntries(
        Array.from({ length: SERVICES }, (_, index) => [
          `s${index}`,
          { replicas: 0, more: `environment:\n  MARK: "${mark}"` },
        ]),
      ),
    )
  const revision = await clone.push(
    Object.fromEntries(
      Array.from({ length: STACKS }, (_, index) => [`docker-compose-b${index}.yml`, stack(0)]),
    ),
  )
  await kesako.settled(revision, 300_000)

  const firstWrites: number[] = []
  for (let push = 1; push <= PUSHES; push += 1) {
    await sleep(300)
    proxy.clear()
    const write = proxy.waitFor({ method: 'POST', path: /\/services\/[^/]+\/update/ })
    await clone.commit({ 'docker-compose-b0.yml': stack(push) })
    const pushed = await clone.tryPush('origin', 'HEAD:main')
    const received = Number(/received at (\d+(?:\.\d+)?)/.exec(kesako.output())?.[1])
    const first = await write
    firstWrites.push(first.atMs - (Number.isFinite(received) ? received : pushed.startedAtMs))
    await kesako.ended('b0', (await clone.git('rev-parse', 'HEAD')).trim())
  }

  proxy.clear()
  const pass = await timed(9, () => kesako.api('POST', '/sync?wait=true', {}))
  const writes = proxy.writes().length
  const redeploy = await timed(3, () =>
    runOnce({
      program: 'docker',
      args: ['stack', 'deploy', '--resolve-image=never', '-c', 'compose.yml', 'cli'],
      host,
      folder,
    }),
  )
  await sleep(3000)
  const memory = await residentMiB(kesako.processId())
  const push = timing(firstWrites)
  const ratio = (redeploy.medianMs * STACKS) / pass.medianMs
  return [
    {
      work: `a pass with nothing changed, ${STACKS} stacks of ${SERVICES}`,
      figure: `${milliseconds(pass.medianMs)}, ${writes} writes`,
      beside: `docker stack deploy for each ${milliseconds(redeploy.medianMs * STACKS)}`,
      ratio: `${ratio.toFixed(0)} times faster`,
      bar: 'at least 50 times, no write',
      held: ratio >= 50 && writes === 0,
    },
    {
      work: 'push to first engine write, without the lease',
      figure: `${milliseconds(push.medianMs)} (${milliseconds(push.minMs)} to ${milliseconds(push.maxMs)})`,
      beside: '-',
      ratio: '-',
      bar: 'under 150 ms',
      held: push.medianMs < 150,
    },
    {
      work: `resident memory, idle, ${STACKS} stacks`,
      figure: `${memory.toFixed(0)} MiB`,
      beside: '-',
      ratio: '-',
      bar: 'under 150 MB',
      held: memory * 1.048_576 < 150,
    },
  ]
}

async function residentMiB(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
}
