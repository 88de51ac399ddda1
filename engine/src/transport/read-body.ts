import type { IncomingMessage } from 'node:http'
import { EngineError } from '../engine-api.ts'

/** Largest answer that is taken: 256 MiB. */
export const LARGEST_BODY = 256 * 1024 * 1024

/** Reads an answer to its end; more than `limit` bytes reject with kind `failed`. */
export async function readBody(response: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) {
      response.destroy()
      throw new EngineError('failed', `The engine's answer is larger than ${limit} bytes.`)
    }
    chunks.push(chunk)
  }
  if (!response.complete) {
    throw Object.assign(new Error('the answer ended early'), { code: 'ECONNRESET' })
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)
}
