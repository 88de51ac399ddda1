import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { plugIn } from './bridge.ts'
import { tryEngine } from './engine-request.ts'
import { certificatesFolder, plainAddress, type Slot } from './lab-folder.ts'
import { processIdentity } from './process-identity.ts'
import { programPath } from './run-program.ts'

/** The namespaces of one slot and the engine that runs, or doesn't, inside them. */
export interface EngineProcess {
  readonly host: string
  /** Starts dockerd and waits until it answers. */
  readonly start: () => Promise<void>
  /** Ends dockerd with SIGTERM (it ends its containers) or SIGKILL (they run on), and waits for its end. */
  readonly end: (how: 'stop' | 'kill') => Promise<void>
  /** Ends the namespaces and every process in them at once, as a loss of power would. */
  readonly powerOff: () => Promise<void>
}

const initScript = fileURLToPath(new URL('namespace-init.sh', import.meta.url))
const namespaces = [
  '--mount',
  '--uts',
  '--net',
  '--pid',
  '--fork',
  '--kill-child',
  '--propagation',
  'private',
]
const startTimeoutMs = 20_000
const stopTimeoutMs = 30_000

/** Opens the namespaces of a slot. The engine in them runs from that root folder, or is the machine's own. */
export async function openNamespaces(slot: Slot, root: string | undefined): Promise<EngineProcess> {
  const host = `unix://${join(slot.folder, 'docker.sock')}`
  writeFileSync(join(slot.folder, 'daemon.json'), JSON.stringify(daemonConfiguration(slot, host)))
  const child = spawn(
    'unshare',
    [
      ...namespaces,
      'sh',
      initScript,
      slot.folder,
      slot.name,
      slot.address,
      certificatesFolder,
      root ?? '',
    ],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
      env: { PATH: programPath },
    },
  )
  const gone = once(child, 'exit')
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const said = lineWaiter(createInterface({ input: child.stdout }))
  const expect = async (word: string): Promise<string> => {
    const line = await Promise.race([said(word, startTimeoutMs), gone.then(() => undefined)])
    if (line === undefined)
      throw new Error(`the namespaces of ${slot.name} did not open: ${complaint}`)
    return line
  }
  rememberProcess(slot, 'unshare.json', child.pid)
  rememberProcess(slot, 'init.json', Number((await expect('ready')).split(' ')[1]))
  await plugIn(slot, child.pid ?? 0)
  child.stdin.write('network\n')
  await expect('connected')
  // The owner may end without a word: the pipe then closes, and everything inside ends with it.
  child.unref()
  for (const pipe of [child.stdin, child.stdout, child.stderr]) {
    if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  }

  let exited = Promise.resolve<string | undefined>('never started')
  return {
    host,
    start: async () => {
      exited = said('exited', Number.POSITIVE_INFINITY)
      child.stdin.write('start\n')
      await answers(host, slot, exited)
    },
    end: async (how) => {
      child.stdin.write(`${how}\n`)
      await endsInTime(exited, slot)
    },
    powerOff: async () => {
      child.ref()
      child.stdin.end()
      await gone
    },
  }
}

function daemonConfiguration(slot: Slot, host: string): object {
  return {
    hosts: [host],
    'data-root': join(slot.folder, 'data'),
    'exec-root': join(slot.folder, 'exec'),
    pidfile: join(slot.folder, 'docker.pid'),
    'cgroup-parent': slot.cgroup,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
    'insecure-registries': [`${plainAddress}/32`],
    'shutdown-timeout': 5,
  }
}

function rememberProcess(slot: Slot, file: string, pid: number | undefined): void {
  const identity = pid === undefined ? undefined : processIdentity(pid)
  if (identity === undefined) throw new Error(`the namespaces of ${slot.name} ended at once`)
  writeFileSync(join(slot.folder, file), JSON.stringify(identity))
}

async function answers(
  host: string,
  slot: Slot,
  exited: Promise<string | undefined>,
): Promise<void> {
  const deadline = performance.now() + startTimeoutMs
  const ended = exited.then(() => true)
  do {
    const answer = await tryEngine(host, 'GET', '/_ping').catch(() => undefined)
    if (answer?.status === 200) return
  } while (performance.now() < deadline && !(await Promise.race([ended, sleep(20, false)])))
  const log = readFileSync(join(slot.folder, 'dockerd.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-15)
    .join('\n')
  throw new Error(
    `dockerd of ${slot.name} ${performance.now() < deadline ? 'ended' : 'does not answer'}:\n${log}`,
  )
}

/** The timer also keeps this process alive meanwhile, which the pipes on purpose don't. */
async function endsInTime(exited: Promise<string | undefined>, slot: Slot): Promise<void> {
  const timer = new AbortController()
  const late = sleep(stopTimeoutMs, 'late' as const, { signal: timer.signal }).catch(
    () => undefined,
  )
  const first = await Promise.race([exited, late])
  timer.abort()
  if (first === 'late') throw new Error(`dockerd of ${slot.name} does not end`)
}

/** Gives a function that waits for the next line that begins with a word; undefined when time is over. */
function lineWaiter(
  lines: NodeJS.EventEmitter,
): (word: string, timeoutMs: number) => Promise<string | undefined> {
  return (word, timeoutMs) =>
    new Promise((resolve) => {
      const finish = (line: string | undefined) => {
        lines.off('line', listen)
        clearTimeout(timer)
        resolve(line)
      }
      const listen = (line: string) => {
        if (line.startsWith(word)) finish(line)
      }
      const bounded = Number.isFinite(timeoutMs)
      const timer = bounded ? setTimeout(() => finish(undefined), timeoutMs) : undefined
      lines.on('line', listen)
    })
}
