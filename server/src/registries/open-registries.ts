import { join } from 'node:path'
import { z } from 'zod'
import { ServerError } from '../server-error.ts'
import type { StateOptions } from '../state/open-state.ts'
import { readStateFile, writeStateFile } from '../state/state-file.ts'
import { RegistryRecords, type RegistryRecord } from './registry-record.ts'
import { createRegistryStore, type RegistryStore } from './registry-store.ts'
import { openText, SealedText, sealText } from './sealed-text.ts'

const PURPOSE = 'kesako registries 1'
const KEY = /^[0-9a-f]{64}$/

const RegistryFile = z.strictObject({ version: z.literal(1), sealed: SealedText })

/**
 * The credentials for registries of a state folder: `registries.json`, sealed with the key in
 * `registry-key` (64 hex digits), both made when the first are saved. Throws ServerError
 * `state-unreadable`.
 */
export async function openRegistries(
  folder: string,
  { now, randomHex }: StateOptions,
): Promise<RegistryStore> {
  const path = join(folder, 'registries.json')
  const keyPath = join(folder, 'registry-key')
  let key = await readKey(keyPath)
  const text = await readStateFile(path)
  const records = text === undefined ? [] : unsealed(path, text, key)

  async function save(changed: readonly RegistryRecord[]): Promise<void> {
    if (key === undefined) {
      const made = randomHex(32)
      await writeStateFile(keyPath, `${made}\n`)
      key = made
    }
    const sealed = sealText(JSON.stringify(changed), { key, purpose: PURPOSE }, randomHex)
    await writeStateFile(path, `${JSON.stringify({ version: 1, sealed }, null, 2)}\n`)
  }

  return createRegistryStore({ records, save, now })
}

async function readKey(path: string): Promise<string | undefined> {
  const key = (await readStateFile(path))?.trim()
  if (key === undefined || KEY.test(key)) return key
  throw unreadable(path, 'It does not hold 64 hex digits.')
}

function unsealed(path: string, text: string, key: string | undefined): readonly RegistryRecord[] {
  if (key === undefined) throw unreadable(path, 'Its key is missing: registry-key in that folder.')
  try {
    const { sealed } = RegistryFile.parse(JSON.parse(text))
    return RegistryRecords.parse(JSON.parse(openText(sealed, { key, purpose: PURPOSE })))
  } catch {
    // What went wrong would repeat parts of what is secret.
    throw unreadable(path, 'It is not what Kesako wrote, or was sealed with another registry-key.')
  }
}

function unreadable(path: string, why: string): ServerError {
  const remedy =
    'Restore registries.json and registry-key from the same backup, or delete both and log in to the registries again.'
  return new ServerError('state-unreadable', `${path} can't be used: ${why}`, remedy)
}
