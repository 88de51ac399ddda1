import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.ts'

/** Who runs on a data folder. */
export interface LockHolder {
  readonly processId: number
  /** Start time of the process in clock ticks, from `/proc/<pid>/stat`; tells a reused id apart. */
  readonly startTicks: string
  readonly url: string
}

/** The process that holds the lock and is alive; undefined when there is none. */
export async function lockHolder(path: string): Promise<LockHolder | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const [processId, startTicks, url] = text.trim().split(' ')
  const id = Number(processId)
  if (!Number.isInteger(id) || startTicks === undefined) return undefined
  if ((await startTicksOf(id)) !== startTicks) return undefined
  return { processId: id, startTicks, url: url ?? '' }
}

export interface ProcessLock {
  /** Tells others where this process answers. */
  publish(url: string): Promise<void>
  release(): Promise<void>
}

/** Takes the lock, or says who has it. A lock of a process that is gone is taken over. */
export async function takeLock(path: string, processId: number): Promise<ProcessLock> {
  const mine = `${processId} ${await startTicksOf(processId)}`
  const draft = `${path}.${processId}`
  const write = (url: string): Promise<void> =>
    writeFile(draft, `${mine} ${url}\n`, { mode: 0o600 })
  await write('')
  try {
    await link(draft, path).catch(() => replaceLock(path, draft, processId))
  } finally {
    await rm(draft, { force: true })
  }
  return {
    // A reader sees the old text or the new one, never an empty file.
    async publish(url) {
      await write(url)
      await rename(draft, path)
    },
    release: () => rm(path, { force: true }),
  }
}

/** Takes over from a process that is gone. Of two that do so at once, the later one wins, and both see it. */
async function replaceLock(path: string, draft: string, processId: number): Promise<void> {
  refuseOther(await lockHolder(path), processId)
  await rename(draft, path)
  await sleep(50)
  refuseOther(await lockHolder(path), processId)
}

function refuseOther(holder: LockHolder | undefined, processId: number): void {
  if (holder === undefined || holder.processId === processId) return
  throw new CliError(
    'runs-already',
    `Kesako runs already: process ${holder.processId}${holder.url === '' ? '' : `, ${holder.url}`}.`,
    'A new login link: `kesako login`. To stop it: Ctrl-C where it runs, or `kesako down`.',
  )
}

/** Field 22 of `/proc/<pid>/stat`; empty for a process that is gone, or that only its parent still lists. */
async function startTicksOf(processId: number): Promise<string> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? '' : (fields[19] ?? '')
}
