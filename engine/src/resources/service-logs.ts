import type { Connection } from '../transport/connection.ts'
import { pathOf } from '../transport/path.ts'
import { decodeLog } from './log-frames.ts'

const MOST_LINES = 10_000
const LARGEST_LOG = 16 * 1024 * 1024
/** The engine waits for nodes that are down; nobody else should for longer. */
const LOG_TIMEOUT_MS = 15_000

/** `GET /services/{id}/logs`: the last `tail` lines (1 to 10 000) of the service's tasks together. */
export async function readServiceLogs(
  connection: Connection,
  id: string,
  tail: number,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const lines = Math.min(Math.max(Math.trunc(tail), 1), MOST_LINES)
  const body = await connection.exchange({
    intent: `read the logs of service ${id}`,
    method: 'GET',
    path: pathOf('services', id, '/logs'),
    query: { stdout: '1', stderr: '1', tail: String(lines) },
    signal,
    limit: LARGEST_LOG,
    timeoutMs: LOG_TIMEOUT_MS,
  })
  return decodeLog(body).slice(-lines)
}
