import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.ts'
import { lockHolder } from './process-lock.ts'

/** Ends the process that holds a data folder, if there is one, and waits up to 30 s until it is gone. */
export async function stopHolder(lock: string, onStop: (processId: number) => void): Promise<void> {
  const holder = await lockHolder(lock)
  if (holder === undefined) return
  onStop(holder.processId)
  process.kill(holder.processId, 'SIGTERM')
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if ((await lockHolder(lock)) === undefined) return
    await sleep(100)
  }
  throw new CliError(
    'not-stopped',
    `Process ${holder.processId} doesn't end.`,
    `Look at what it does, or end it: kill -9 ${holder.processId}`,
  )
}
