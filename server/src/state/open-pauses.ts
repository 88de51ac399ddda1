import { join } from 'node:path'
import type { MaintenancePause } from '@kesako/core'
import { z } from 'zod'
import { ServerError } from '../server-error.ts'
import { readStateFile, writeStateFile } from './state-file.ts'
import { savedRecords } from './saved-records.ts'

const PauseFile = z.strictObject({
  version: z.literal(1),
  pauses: z.array(
    z.strictObject({
      stack: z.string().exactOptional(),
      by: z.string(),
      since: z.string(),
      reason: z.string().exactOptional(),
    }),
  ),
})

/** Which stacks are paused; kept over restarts. */
export interface PauseStore {
  list(): readonly MaintenancePause[]
  /** Takes the place of an earlier pause of the same stack. */
  pause(pause: Omit<MaintenancePause, 'since'>): Promise<void>
  /** False where there was none. Without a stack: the pause of every stack. */
  resume(stack: string | undefined): Promise<boolean>
}

/** `pauses.json` of a state folder. Throws ServerError `state-unreadable`. */
export async function openPauses(folder: string, now: () => number): Promise<PauseStore> {
  const path = join(folder, 'pauses.json')
  const text = await readStateFile(path)
  const records = savedRecords(text === undefined ? [] : parse(path, text), (pauses) =>
    writeStateFile(path, `${JSON.stringify({ version: 1, pauses }, null, 2)}\n`),
  )
  return {
    list: () => records.current(),
    async pause(pause) {
      const made = { ...pause, since: new Date(now()).toISOString() }
      await records.change((all) => [...all.filter(({ stack }) => stack !== pause.stack), made])
    },
    async resume(wanted) {
      let found = false
      await records.change((all) => {
        found = all.some(({ stack }) => stack === wanted)
        return found ? all.filter(({ stack }) => stack !== wanted) : all
      })
      return found
    },
  }
}

function parse(path: string, text: string): readonly MaintenancePause[] {
  try {
    return PauseFile.parse(JSON.parse(text)).pauses
  } catch (error) {
    throw new ServerError(
      'state-unreadable',
      `${path} can't be used: it is not what Kesako wrote.`,
      'Restore it from a backup, or delete it: then nothing is paused.',
      error,
    )
  }
}
