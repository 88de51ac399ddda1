import { readFileSync } from 'node:fs'
import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { removeBridge, unplug } from './bridge.ts'
import { labFolder, slotOf, type Slot } from './lab-folder.ts'
import { withLabLock } from './lab-lock.ts'
import { isAlive, killProcess, type ProcessIdentity } from './process-identity.ts'

/** Removes every slot whose owner is dead. Call it while holding the lock `slots`. Gives the numbers removed. */
export async function removeLeftovers(): Promise<readonly number[]> {
  const removed: number[] = []
  for (const entry of await readdir(labFolder)) {
    if (entry.startsWith('claim-'))
      await rm(join(labFolder, entry), { recursive: true, force: true })
    if (!/^\d+$/.test(entry)) continue
    const slot = slotOf(Number(entry))
    const owner = readIdentity(join(slot.folder, 'owner.json'))
    if (owner !== undefined && isAlive(owner)) continue
    await clearSlot(slot)
    removed.push(slot.number)
  }
  return removed
}

/** Gives a slot back, and with the last one the bridge. */
export function releaseSlot(slot: Slot): Promise<void> {
  return withLabLock('slots', async () => {
    await clearSlot(slot)
    const entries = await readdir(labFolder)
    if (entries.some((entry) => /^\d+$/.test(entry))) return
    await removeBridge()
    await removeCgroups('/kesako-lab')
  })
}

/** The owner file goes last: a removal that is cut short is found and finished by the next. */
async function clearSlot(slot: Slot): Promise<void> {
  for (const file of ['init.json', 'unshare.json']) {
    const identity = readIdentity(join(slot.folder, file))
    if (identity !== undefined) await killProcess(identity)
  }
  await unplug(slot)
  await removeCgroups(slot.cgroup)
  const kept = new Set(['owner.json'])
  for (const entry of await readdir(slot.folder)) {
    if (!kept.has(entry)) await removeFolder(join(slot.folder, entry))
  }
  await removeFolder(slot.folder)
}

/** A namespace that is being torn down may hold its mounts for a moment longer. */
async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

/** Version 1 has a tree for each controller, version 2 a single one. The kernel removes only empty folders. */
async function removeCgroups(cgroup: string): Promise<void> {
  const root = '/sys/fs/cgroup'
  const trees = (await readdir(root, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  )
  for (const tree of [root, ...trees.map((entry) => join(root, entry.name))]) {
    await removeCgroup(join(tree, cgroup))
  }
}

async function removeCgroup(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isDirectory()) await removeCgroup(join(path, entry.name))
  if (entries.length > 0) await rmdir(path).catch(() => {})
}

function readIdentity(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity // written by this lab only
  } catch {
    return undefined
  }
}
