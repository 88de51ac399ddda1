import type { EngineEvent } from '../engine-api.ts'
import { EngineError } from '../engine-api.ts'
import type { Connection } from '../transport/connection.ts'

/** What changes what a person sees. A container's `exec` and network comings and goings don't. */
const FILTERS = {
  type: ['service', 'node', 'network', 'secret', 'config', 'container'],
  event: ['create', 'update', 'remove', 'destroy', 'start', 'die', 'oom', 'health_status'],
}

const LONGEST_LINE = 1024 * 1024

/** `GET /events`: one JSON document a line, as it happens. Ends when the connection does. */
export async function* readEvents(
  connection: Connection,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent, void> {
  const stream = await connection.open({
    intent: 'follow the events',
    method: 'GET',
    path: '/events',
    query: { filters: JSON.stringify(FILTERS) },
    signal,
  })
  let rest = ''
  try {
    stream.setEncoding('utf8')
    for await (const chunk of stream as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > LONGEST_LINE) throw new EngineError('failed', 'An event has no end.')
      for (const line of lines) {
        const event = readEvent(line)
        if (event !== undefined) yield event
      }
    }
  } catch (error) {
    // That the connection broke is an end; whoever listens connects again.
    if (error instanceof EngineError) throw error
  } finally {
    stream.destroy()
  }
}

/** One line of the stream, or undefined for what isn't an event. */
export function readEvent(line: string): EngineEvent | undefined {
  const { Type, Action, Actor } = parse(line)
  if (typeof Type !== 'string' || typeof Action !== 'string') return undefined
  return { type: Type, action: Action, id: Actor?.ID ?? '', attributes: Actor?.Attributes ?? {} }
}

interface EventAnswer {
  readonly Type?: unknown
  readonly Action?: unknown
  readonly Actor?: {
    readonly ID?: string
    readonly Attributes?: Readonly<Record<string, string>> | null
  } | null
}

function parse(line: string): EventAnswer {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
