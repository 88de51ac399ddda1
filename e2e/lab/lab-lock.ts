import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { labFolder } from './lab-folder.ts'

/**
 * Runs `work` while no other process of this machine holds the lock of that name. The lock belongs to a child that
 * lives as long as the pipe to it, so that it is free again when this process dies in whatever way.
 */
export async function withLabLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const release = await takeLabLock(name)
  try {
    return await work()
  } finally {
    await release()
  }
}

/** Waits for the lock of that name and gives the function that frees it. */
export async function takeLabLock(name: string): Promise<() => Promise<void>> {
  await mkdir(labFolder, { recursive: true, mode: 0o755 })
  const holder = spawn(
    'flock',
    [join(labFolder, `${name}.lock`), 'sh', '-c', 'echo held; exec cat'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    },
  )
  const ended = once(holder, 'close')
  const first = await Promise.race([
    once(holder.stdout, 'data').then(() => 'held'),
    ended.then(() => 'ended'),
  ])
  if (first === 'ended') throw new Error(`the lock ${name} of ${labFolder} could not be taken`)
  return async () => {
    holder.stdin.end()
    await ended
  }
}
