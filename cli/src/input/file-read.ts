import { open } from 'node:fs/promises'
import type { FileRead } from '@kesako/core'

/** Largest file that a stack may name: what the engine takes as a config, rounded up. */
const LIMIT_BYTES = 1_048_576

/** Reads one file as the caller sees it, links followed. Errors other than absence are thrown. */
export async function readFileAsCaller(path: string): Promise<FileRead> {
  try {
    await using file = await open(path, 'r')
    const facts = await file.stat()
    if (facts.isDirectory()) return { kind: 'directory' }
    if (facts.size > LIMIT_BYTES) {
      return { kind: 'too-large', sizeBytes: facts.size, limitBytes: LIMIT_BYTES }
    }
    return { kind: 'file', bytes: await file.readFile() }
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' }
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  )
}
