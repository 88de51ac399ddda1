const HEADER_BYTES = 8

/**
 * Lines of a container log. Without a terminal, the engine wraps each piece of output in a frame: a
 * byte for the stream (0 to 3), three zero bytes, the length in four bytes, big-endian. With one,
 * the bytes are the log. Engines before API 1.42 don't say which it is, so the form decides. A log that
 * was cut off counts as far as it goes.
 */
export function decodeLog(body: Buffer): readonly string[] {
  const text = Buffer.concat(frames(body) ?? [body]).toString('utf8')
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Contents of the frames, or undefined when the bytes are no frames. */
function frames(body: Buffer): readonly Buffer[] | undefined {
  const contents: Buffer[] = []
  for (let at = 0; at < body.length;) {
    if (body.length - at < HEADER_BYTES) return at === 0 ? undefined : contents
    const [stream = 255, a, b, c] = body.subarray(at, at + 4)
    if (stream > 3 || a !== 0 || b !== 0 || c !== 0) return undefined
    const end = at + HEADER_BYTES + body.readUInt32BE(at + 4)
    contents.push(body.subarray(at + HEADER_BYTES, end))
    at = end
  }
  return contents
}
