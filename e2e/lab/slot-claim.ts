import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureBridge } from './bridge.ts'
import { firstSlot, labFolder, lastSlot, slotOf, type Slot } from './lab-folder.ts'
import { withLabLock } from './lab-lock.ts'
import { removeLeftovers } from './leftovers.ts'
import { processIdentity } from './process-identity.ts'

/**
 * Removes what dead owners left, then claims a free slot for this process. The folder appears together with its
 * owner file, so that a slot without living owner is a leftover at any moment.
 */
export function claimSlot(): Promise<Slot> {
  return withLabLock('slots', async () => {
    await removeLeftovers()
    await ensureBridge()
    const taken = new Set(await readdir(labFolder))
    const cables = new Set(await readdir('/sys/class/net'))
    for (let number = firstSlot; number <= lastSlot; number += 1) {
      const slot = slotOf(number)
      // A cable without folder here belongs to a container that shares this network and not this disk.
      if (taken.has(String(number)) || cables.has(slot.interfaceName)) continue
      return await claim(slot)
    }
    throw new Error(`all ${lastSlot - firstSlot + 1} slots of ${labFolder} are in use`)
  })
}

async function claim(slot: Slot): Promise<Slot> {
  const draft = join(labFolder, `claim-${process.pid}-${slot.number}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { mode: 0o711 })
  await writeFile(join(draft, 'owner.json'), JSON.stringify(processIdentity(process.pid)))
  await rename(draft, slot.folder)
  return slot
}
