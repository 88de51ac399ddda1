import type { IncomingMessage } from 'node:http'
import type { ServiceLogLine, ServiceLogOptions } from '../engine-api.ts'
import type { Connection } from '../transport/connection.ts'
import { pathOf } from '../transport/path.ts'
import { createFrameReader } from './frame-reader.ts'

const MOST_LINES = 10_000
/** The engine waits for nodes that are down; a log that isn't followed ends here. */
const LOG_TIMEOUT_MS = 15_000

/** `GET /services/{id}/logs` line by line as it comes: the last `tail` lines, then what follows. Ends with `signal`. */
export async function* streamServiceLogs(
  connection: Connection,
  id: string,
  { tail, follow }: ServiceLogOptions,
  signal: AbortSignal,
): AsyncGenerator<ServiceLogLine> {
  const until = follow ? signal : AbortSignal.any([signal, AbortSignal.timeout(LOG_TIMEOUT_MS)])
  const response = await connection.open({
    intent: `read the logs of service ${id}`,
    method: 'GET',
    path: pathOf('services', id, '/logs'),
    query: {
      stdout: '1',
      stderr: '1',
      details: '1',
      timestamps: '1',
      tail: String(Math.min(Math.max(Math.trunc(tail), 0), MOST_LINES)),
      ...(follow ? { follow: '1' } : {}),
    },
    signal: until,
  })
  try {
    yield* linesOf(response)
  } catch (error) {
    // What came until the end that was asked for is what there is.
    if (!until.aborted) throw error
  } finally {
    response.destroy()
  }
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<ServiceLogLine> {
  const reader = createFrameReader()
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (const { stream, line } of reader.take(chunk)) yield parseLine(stream, line)
  }
  for (const { stream, line } of reader.end()) yield parseLine(stream, line)
}

const STAMPED = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) (.*)$/s
const DETAILED = /^((?:[\w.%-]+=[^\s,]*,?)+) ?(.*)$/s

/** `2026-11-23T09:41:07.1Z com.docker.swarm.node.id=…,com.docker.swarm.task.id=… text`. */
export function parseLine(stream: ServiceLogLine['stream'], line: string): ServiceLogLine {
  const stamped = STAMPED.exec(line)
  const rest = stamped?.[2] ?? line
  const detailed = stamped === null ? null : DETAILED.exec(rest)
  const task = /com\.docker\.swarm\.task\.id=([a-z0-9]+)/.exec(detailed?.[1] ?? '')?.[1]
  return {
    stream,
    text: task === undefined ? rest : (detailed?.[2] ?? ''),
    ...(stamped?.[1] === undefined ? {} : { at: stamped[1] }),
    ...(task === undefined ? {} : { task }),
  }
}
