import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { StartedEngine } from './start-dockerd.ts'

/** What `up` made on this machine. Kept, so that `down --all` undoes that and nothing else. */
export interface UpRecord {
  /** Address of the engine that was used last, for messages. */
  readonly engine?: string
  /** Id of that engine's node: tells whether another engine is its swarm. */
  readonly nodeId?: string
  readonly startedEngine?: StartedEngine
  readonly initializedSwarm?: boolean
  readonly importedSampleImage?: boolean
  readonly samplePort?: number
}

export async function readUpRecord(path: string): Promise<UpRecord> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  try {
    const record: unknown = JSON.parse(text)
    // Written by addToUpRecord alone, in a folder that only its owner can write to.
    return typeof record === 'object' && record !== null ? record : {}
  } catch {
    return {}
  }
}

export async function addToUpRecord(path: string, more: UpRecord): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const record = { ...(await readUpRecord(path)), ...more }
  await writeFile(path, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
}
