import type { IncomingMessage } from 'node:http'
import type { TaskLogOptions } from '../engine-api.ts'
import type { Connection } from '../transport/connection.ts'
import { pathOf } from '../transport/path.ts'
import { decodeLog } from './log-frames.ts'

/**
 * `GET /tasks/{id}/logs`. The engine asks the task's node and waits for one that doesn't answer, so
 * what came within the time is what there is.
 */
export async function readTaskLogs(
  connection: Connection,
  id: string,
  { tail, mostBytes, timeoutMs }: TaskLogOptions,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const response = await connection.open({
    intent: `read the log of task ${id}`,
    method: 'GET',
    path: pathOf('tasks', id, '/logs'),
    query: { stdout: '1', stderr: '1', tail: String(tail) },
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  })
  return decodeLog(await readSome(response, mostBytes)).slice(-tail)
}

/** The answer up to so many bytes, or to where it breaks. */
async function readSome(response: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= mostBytes) break
    }
  } catch (error) {
    if (chunks.length === 0) throw error
  }
  return Buffer.concat(chunks).subarray(0, mostBytes)
}
