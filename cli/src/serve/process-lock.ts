import { readFile, rm, writeFile } from 'node:fs/promises'
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
  const holder = await lockHolder(path)
  if (holder !== undefined && holder.processId !== processId) {
    throw new CliError(
      'runs-already',
      `Kesako runs already: process ${holder.processId}${holder.url === '' ? '' : `, ${holder.url}`}.`,
      'A new login link: `kesako login`. To stop it: Ctrl-C where it runs, or `kesako down`.',
    )
  }
  const startTicks = await startTicksOf(processId)
  const publish = (url: string): Promise<void> =>
    writeFile(path, `${processId} ${startTicks} ${url}\n`, { mode: 0o600 })
  await publish('')
  return { publish, release: () => rm(path, { force: true }) }
}

/** Field 22 of `/proc/<pid>/stat`; empty for a process that is gone. */
async function startTicksOf(processId: number): Promise<string> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
