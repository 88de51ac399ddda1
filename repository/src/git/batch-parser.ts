import type { ObjectType } from './object-format.ts'

/** One answer of `git cat-file --batch`. */
export type BatchAnswer =
  | {
      readonly kind: 'object'
      readonly id: string
      readonly type: ObjectType | 'tag'
      readonly body: Buffer
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large'; readonly id: string; readonly sizeBytes: number }

export interface BatchParser {
  push(chunk: Buffer): void
}

interface Header {
  readonly id: string
  readonly type: ObjectType | 'tag'
  readonly size: number
  readonly keep: boolean
}

const HEADER = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/u
const NEWLINE = 10

/**
 * Cuts the stream into answers. Content beyond the limit that `limitOf` names for the next answer
 * is counted and dropped, so that a huge blob never fills memory.
 */
export function createBatchParser(
  limitOf: () => number,
  onAnswer: (answer: BatchAnswer) => void,
): BatchParser {
  let pending: Buffer[] = []
  let header: Header | undefined
  let left = 0
  let line: Buffer = Buffer.alloc(0)

  function readHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(NEWLINE, at)
    const part = chunk.subarray(at, end === -1 ? chunk.length : end)
    line = line.length === 0 ? part : Buffer.concat([line, part])
    if (end === -1) return chunk.length
    const match = HEADER.exec(line.toString('latin1'))
    line = Buffer.alloc(0)
    if (match === null) onAnswer({ kind: 'missing' })
    else {
      const size = Number(match[3])
      // The pattern allows these words only.
      const type = match[2] as ObjectType | 'tag'
      header = { id: match[1] ?? '', type, size, keep: size <= limitOf() }
      left = size + 1
    }
    return end + 1
  }

  function readBody(open: Header, chunk: Buffer, at: number): number {
    const part = chunk.subarray(at, at + left)
    left -= part.length
    if (open.keep) pending.push(part)
    if (left === 0) {
      const body = Buffer.concat(pending).subarray(0, open.size)
      pending = []
      header = undefined
      onAnswer(
        open.keep
          ? { kind: 'object', id: open.id, type: open.type, body }
          : { kind: 'too-large', id: open.id, sizeBytes: open.size },
      )
    }
    return at + part.length
  }

  return {
    push(chunk) {
      let at = 0
      while (at < chunk.length) {
        at = header === undefined ? readHeader(chunk, at) : readBody(header, chunk, at)
      }
    },
  }
}
