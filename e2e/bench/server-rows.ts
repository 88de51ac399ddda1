import { setTimeout as sleep } from 'node:timers/promises'
import { recordingProxy, type RecordingProxy } from '../lab/index.ts'
import { eventually } from '../scenario/eventually.ts'
import { KESAKO, type KesakoProcess, startKesako } from '../scenario/kesako-process.ts'
import { cloneStacks, type StacksClone } from '../scenario/stacks-clone.ts'
import { benchStack, SERVICES } from './bench-stack.ts'
import { runBenched } from './program-race.ts'
import { pushMoments } from './push-moment.ts'
import { residentMegabytes } from './resident-memory.ts'
import { judge, type Row } from './row.ts'
import { timed, timing } from './timing.ts'

const STACKS = 200
const PUSHES = 15
const PASSES = 9
const STARTS = 5
const HUNDRED = 100

interface Bench {
  readonly proxy: RecordingProxy
  readonly kesako: KesakoProcess
  readonly clone: StacksClone
  readonly deployMs: number
}

/** A running server with two hundred stacks of five services that run no task. */
export async function serverRows(host: string, folder: string): Promise<readonly Row[]> {
  await using proxy = await recordingProxy(host)
  await using kesako = await startKesako({ host: proxy.host })
  await using clone = await cloneStacks(kesako.gitUrl)
  const files = stackFiles(STACKS, 0)
  await kesako.settled(await clone.push(files), 300_000)
  const deploy = await timed(9, () =>
    runBenched({
      command: [
        'docker',
        'stack',
        'deploy',
        '--resolve-image=never',
        '-c',
        `${clone.folder}/docker-compose-b0.yml`,
        'server-cli',
      ],
      host,
      folder,
    }),
  )
  const bench = { proxy, kesako, clone, deployMs: deploy.medianMs }
  return [
    await passRow(bench),
    await coldRow(bench, folder),
    await pushRow(bench),
    await hundredRow(bench),
    await memoryRow(bench, 'after all this'),
    await startRow(kesako),
    await memoryAfterPassesRow(bench),
  ]
}

function stackFiles(count: number, mark: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`docker-compose-b${index}.yml`, benchStack(mark)]),
  )
}

async function passRow({ proxy, kesako, deployMs }: Bench): Promise<Row> {
  proxy.clear()
  const pass = await timed(PASSES, () => kesako.api('POST', '/sync?wait=true', {}))
  const writes = proxy.writes().length
  return judge({
    work: `pass with nothing changed, ${STACKS} stacks of ${SERVICES} services`,
    unit: 'ms',
    ours: pass.medianMs,
    spread: [pass.minMs, pass.maxMs],
    beside: { what: `docker stack deploy, ${STACKS} times`, value: deployMs * STACKS },
    bar: { kind: 'times-faster', times: 50 },
    ...(writes === 0 ? {} : { fault: `${writes} writes` }),
  })
}

/** The same by a process that starts for it, from a clone that was never read before. */
async function coldRow({ proxy, clone, deployMs }: Bench, folder: string): Promise<Row> {
  proxy.clear()
  const command = [...KESAKO, 'apply', '--repo', clone.folder] as const
  const { host } = proxy
  const cold = await timed(STARTS, () => runBenched({ command, host, folder }))
  const writes = proxy.writes().length
  return judge({
    work: `kesako apply --repo, from start to end, nothing changed, ${STACKS} stacks`,
    unit: 'ms',
    ours: cold.medianMs,
    spread: [cold.minMs, cold.maxMs],
    beside: { what: `docker stack deploy, ${STACKS} times`, value: deployMs * STACKS },
    bar: { kind: 'times-faster', times: 10 },
    ...(writes === 0 ? {} : { fault: `${writes} writes` }),
  })
}

async function pushRow({ proxy, kesako, clone }: Bench): Promise<Row> {
  const waits: number[] = []
  for (let push = 1; push <= PUSHES; push += 1) {
    const revision = await clone.commit({ 'docker-compose-b0.yml': benchStack(push) })
    // What the last deployment left to do in the background is over.
    await sleep(200)
    const before = pushMoments(kesako.output()).length
    proxy.clear()
    const write = proxy.waitFor({ method: 'POST', path: /^\/services\/[^/]+\/update$/ })
    await pushed(clone)
    const atMs = performance.timeOrigin + (await write).atMs
    waits.push(atMs - (await momentOf(kesako, before)))
    await kesako.ended('b0', revision)
  }
  const wait = timing(waits)
  return judge({
    work: 'push taken to first write, without the lease',
    unit: 'ms',
    ours: wait.medianMs,
    spread: [wait.minMs, wait.maxMs],
    bar: { kind: 'under', value: 150 },
  })
}

/** One commit that changes a hundred stacks: until the last service is written. */
async function hundredRow({ proxy, kesako, clone, deployMs }: Bench): Promise<Row> {
  const revision = await clone.commit(stackFiles(HUNDRED, 1000))
  const before = pushMoments(kesako.output()).length
  proxy.clear()
  await pushed(clone)
  const expected = HUNDRED * SERVICES
  const updates = await eventually('every service is written', async () => {
    const writes = proxy.writes().filter(({ path }) => /^\/services\/[^/]+\/update$/.test(path))
    return writes.length >= expected && writes
  })
  const last = performance.timeOrigin + Math.max(...updates.map(({ atMs }) => atMs))
  // Asked only now: whoever looks at all stacks while they move has each planned again for it.
  await kesako.settled(revision, 120_000)
  return judge({
    work: `${HUNDRED} changed stacks of one commit, to the last write`,
    unit: 'ms',
    ours: last - (await momentOf(kesako, before)),
    beside: { what: `docker stack deploy, ${HUNDRED} times`, value: deployMs * HUNDRED },
    bar: { kind: 'times-faster', times: 5 },
    ...(updates.length === expected ? {} : { fault: `${updates.length} updates` }),
  })
}

async function memoryRow({ kesako }: Bench, when: string): Promise<Row> {
  await sleep(5000)
  return judge({
    work: `resident memory, idle, ${STACKS} stacks, ${when}`,
    unit: 'MB',
    ours: await residentMegabytes(kesako.processId()),
    bar: { kind: 'under', value: 150 },
  })
}

/** A server that found everything deployed, as most of its days are. */
async function memoryAfterPassesRow(bench: Bench): Promise<Row> {
  for (let pass = 0; pass < 30; pass += 1) await bench.kesako.api('POST', '/sync?wait=true', {})
  return memoryRow(bench, 'after 30 passes')
}

/** On its data folder with all stacks, from start of the process to the first answer. */
async function startRow(kesako: KesakoProcess): Promise<Row> {
  const starts: number[] = []
  for (let start = 0; start < STARTS; start += 1) {
    await kesako.signal('SIGTERM')
    const started = performance.now()
    await kesako.start()
    starts.push(performance.now() - started)
    await sleep(1000)
  }
  const start = timing(starts)
  return judge({
    work: `kesako serve, from start to its first answer, ${STACKS} stacks`,
    unit: 'ms',
    ours: start.medianMs,
    spread: [start.minMs, start.maxMs],
    bar: { kind: 'under', value: 1000 },
  })
}

async function pushed(clone: StacksClone): Promise<void> {
  const { ok, output } = await clone.tryPush('origin', 'HEAD:main')
  if (!ok) throw new Error(`push refused: ${output}`)
}

function momentOf(kesako: KesakoProcess, index: number): Promise<number> {
  return eventually('the push is in the log', async () => pushMoments(kesako.output())[index])
}
