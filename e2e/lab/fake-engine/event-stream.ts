import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FakeEvent, FakeSwarm } from './fake-swarm.ts'
import { listFilters } from './list-filters.ts'

/** `GET /events`: one JSON document a line until the client goes. */
export function streamEvents(
  swarm: FakeSwarm,
  filterText: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const filters = listFilters(filterText)
  const types = filters.get('type')
  const actions = filters.get('event')
  const listener = (event: FakeEvent): void => {
    if (types !== undefined && !types.includes(event.Type)) return
    if (actions !== undefined && !actions.includes(event.Action)) return
    response.write(`${JSON.stringify(event)}\n`)
  }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.flushHeaders()
  swarm.listeners.add(listener)
  request.on('close', () => swarm.listeners.delete(listener))
}
