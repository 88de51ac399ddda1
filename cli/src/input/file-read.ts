import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { FileRead } from '@kesako/core'

/** Largest file that a stack may name: what the engine takes as a config, rounded up. */
export const LIMIT_BYTES = 1_048_576

type BoundedRead = Extract<FileRead, { kind: 'file' | 'too-large' }>

/**
 * Reads one file as the caller sees it, links followed. Errors other than absence are thrown.
 * Synchronous, for it is quicker for a few small files and nothing else runs meanwhile.
 */
export function readFileAsCaller(path: string): FileRead {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' }
    throw error
  }
  try {
    const facts = fstatSync(file)
    if (facts.isDirectory()) return { kind: 'directory' }
    if (facts.size > LIMIT_BYTES) return tooLarge(facts.size)
    return readDescriptor(file, facts.size)
  } finally {
    closeSync(file)
  }
}

/** To its end or to the limit: a pipe or a device says no size. */
function readDescriptor(file: number, size: number): BoundedRead {
  const chunks: Uint8Array[] = []
  let total = 0
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunks.length === 0 ? size + 1 : 65_536)
    const count = readSync(file, chunk)
    if (count === 0) return { kind: 'file', bytes: Buffer.concat(chunks) }
    chunks.push(chunk.subarray(0, count))
    total += count
    if (total > LIMIT_BYTES) return tooLarge(total)
  }
}

/** All of a stream, or that it has more bytes than a stack may name. */
export async function readBounded(stream: AsyncIterable<Uint8Array>): Promise<BoundedRead> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    total += chunk.length
    if (total > LIMIT_BYTES) return tooLarge(total)
  }
  return { kind: 'file', bytes: Buffer.concat(chunks) }
}

function tooLarge(sizeBytes: number): BoundedRead {
  return { kind: 'too-large', sizeBytes, limitBytes: LIMIT_BYTES }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  )
}
