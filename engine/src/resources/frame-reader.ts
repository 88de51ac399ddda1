/** A line of a log, and which of a container's two streams it came from. */
export interface FramedLine {
  readonly stream: 'stdout' | 'stderr'
  readonly line: string
}

const HEADER_BYTES = 8
/** Longest line that is kept, in bytes; the rest of it is left out. */
const MAX_LINE = 16 * 1024

/** Takes a log apart as it comes, with the frames of `decodeLog` or, from a terminal, without. */
export interface FrameReader {
  take(chunk: Buffer): readonly FramedLine[]
  /** What is left without a line break. */
  end(): readonly FramedLine[]
}

export function createFrameReader(): FrameReader {
  let framed: boolean | undefined
  let buffer: Buffer = Buffer.alloc(0)
  /** Bytes of the current frame that are still to come. */
  let left = 0
  let stream: FramedLine['stream'] = 'stdout'
  const open = new Map<FramedLine['stream'], Buffer>()

  function feed(content: Buffer): readonly FramedLine[] {
    const lines: FramedLine[] = []
    let rest = content
    for (let at = rest.indexOf(0x0a); at !== -1; at = rest.indexOf(0x0a)) {
      lines.push(lineOf(stream, joined(rest.subarray(0, at))))
      open.delete(stream)
      rest = rest.subarray(at + 1)
    }
    if (rest.length > 0) open.set(stream, joined(rest))
    return lines
  }

  function joined(part: Buffer): Buffer {
    const before = open.get(stream)
    const room = MAX_LINE - (before?.length ?? 0)
    const kept = part.subarray(0, Math.max(0, room))
    return before === undefined ? Buffer.from(kept) : Buffer.concat([before, kept])
  }

  return {
    take(chunk) {
      framed ??= (chunk[0] ?? 0) <= 3
      if (!framed) return feed(chunk)
      const lines: FramedLine[] = []
      buffer = Buffer.concat([buffer, chunk])
      for (;;) {
        if (left === 0) {
          if (buffer.length < HEADER_BYTES) return lines
          stream = buffer[0] === 2 ? 'stderr' : 'stdout'
          left = buffer.readUInt32BE(4)
          buffer = buffer.subarray(HEADER_BYTES)
        }
        const part = buffer.subarray(0, left)
        left -= part.length
        buffer = buffer.subarray(part.length)
        lines.push(...feed(part))
        if (left > 0) return lines
      }
    },
    end: () => [...open].map(([from, line]) => lineOf(from, line)),
  }
}

function lineOf(stream: FramedLine['stream'], bytes: Buffer): FramedLine {
  return { stream, line: bytes.toString('utf8').replace(/\r$/, '') }
}
